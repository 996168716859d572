#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "rehearse/words.h"
#include "upshid-sched/rehearsal_labels.h"
#include "upshid-sched/rehearsal_report.h"

namespace upshid::rehearsal {

namespace {

constexpr double width = 1000;
constexpr double left = 190;  // Of the time axis; names of commands are left of it.
constexpr double right = 970;
constexpr double chart_height = 190;
constexpr double lane_height = 24;
constexpr double row_height = 18;
constexpr double font = 12;
constexpr std::size_t most_lanes = 40;
constexpr std::size_t longest_name = 24;

constexpr std::string_view style = R"(<style>
  text { font: 12px system-ui, "DejaVu Sans", sans-serif; fill: #1f2933; }
  .title { font-size: 18px; font-weight: 600; } .dim { fill: #616e7c; } .strong { font-weight: 600; }
  .back { fill: #ffffff; } .grid { stroke: #d9dfe5; } .axis { stroke: #9aa5b1; }
  .out { fill: #f4e9d8; } .area { fill: #2b7de1; fill-opacity: .16; } .curve { stroke: #2b7de1; fill: none; stroke-width: 2.5; }
  .would { stroke: #2b7de1; fill: none; stroke-width: 2; stroke-dasharray: 5 4; }
  .lead { stroke: #9aa5b1; stroke-dasharray: 2 3; } .wait { fill: #d9dfe5; }
  .bar { fill: #2b7de1; } .open { fill: #2b7de1; fill-opacity: .45; } .halt { fill: #7b5cc4; } .cut { fill: #d64545; }
  .idle { fill: none; stroke: #9aa5b1; }
  .safe { fill: #207a43; } .depends { fill: #a35b00; } .notsafe { fill: #c02626; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e4e7eb; } .dim { fill: #9aa5b1; } .back { fill: #161b22; } .grid { stroke: #2d3640; }
    .axis { stroke: #616e7c; } .out { fill: #2b2519; } .wait { fill: #3e4c59; }
    .curve, .would { stroke: #6cb0ff; } .area { fill: #6cb0ff; } .bar, .open { fill: #6cb0ff; } .halt { fill: #a78bfa; } .cut { fill: #f86a6a; }
    .safe { fill: #5bd68a; } .depends { fill: #ffb454; } .notsafe { fill: #ff7b72; }
  }
</style>
)";

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : base::valid_utf8(text)) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      // XML 1.0 allows no other control characters.
      out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return out;
}

// The smallest with at most eight parts.
Time tick_step(Time end) {
  using std::chrono::hours;
  using std::chrono::minutes;
  using std::chrono::seconds;
  const std::array<Time, 20> steps{seconds(1),  seconds(2),  seconds(5), seconds(10), seconds(15),
                                   seconds(30), minutes(1),  minutes(2), minutes(5),  minutes(10),
                                   minutes(15), minutes(30), hours(1),   hours(2),    hours(3),
                                   hours(6),    hours(12),   hours(24),  hours(48),   hours(96)};
  for (const Time step : steps) {
    if (end / step <= 8) return step;
  }
  return end;
}

class Drawing {
 public:
  explicit Drawing(const Report& report)
      : report_(report), played_(report.trial.slow), end_(std::max(played_.end, Time(1000))) {}

  std::string run() && {
    place_markers();
    head();
    chart();
    markers();
    lanes();
    findings();
    legend();
    const std::string body = std::move(out_);
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
        "width=\"{0:.0f}\" height=\"{1:.0f}\" role=\"img\">\n<title>{2}</title>\n{3}"
        "<rect class=\"back\" width=\"{0:.0f}\" height=\"{1:.0f}\"/>\n{4}</svg>\n",
        width_, y_ + 16, escape("Rehearsal: " + report_.title), style, body);
  }

 private:
  double x_of(Time at) const {
    const double part = static_cast<double>(at.count()) / static_cast<double>(end_.count());
    return left + (right - left) * std::clamp(part, 0.0, 1.0);
  }

  double y_of(double charge) const { return chart_y_ + chart_height * (1 - charge / 100); }

  void text(double x, double y, std::string_view words, std::string_view classes = "",
            std::string_view anchor = "start") {
    out_ +=
        fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"{}\" text-anchor=\"{}\">{}</text>\n",
                    x, y, classes, anchor, escape(words));
  }

  void line(double x1, double y1, double x2, double y2, std::string_view classes) {
    out_ += fmt::format(
        "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" class=\"{}\"/>\n", x1, y1,
        x2, y2, classes);
  }

  void bar(Time from, Time to, double y, double height, std::string_view classes) {
    // So that a command without a duration is visible.
    const double bar_width = std::max(x_of(to) - x_of(from), 2.5);
    out_ += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
        "rx=\"2\" class=\"{}\"/>\n",
        x_of(from), y, bar_width, height, classes);
  }

  void head() {
    y_ = 34;
    text(24, y_, "Rehearsal: " + report_.title, "title");
    const Judgement& judgement = report_.trial.judgement;
    const std::string_view classes = judgement.level == Level::safe ? "strong safe"
                                     : judgement.level == Level::depends ||
                                             judgement.level == Level::stays_off ||
                                             judgement.level == Level::not_proved
                                         ? "strong depends"
                                         : "strong notsafe";
    for (const std::string& part : wrap(report_.headline, 125)) text(24, y_ += 22, part, classes);
    for (const auto& [name, words] : report_.given) {
      if (name != "now" && name != "battery" && name != "commands") continue;
      for (const std::string& part : wrap(name + ": " + words, 130))
        text(24, y_ += 17, part, "dim");
    }
    y_ += 14 + row_height * rows_of(labels_);
    chart_y_ = y_ + 6;
  }

  void add_marker(std::optional<Time> at, const std::string& what) {
    if (!at) return;
    labels_.push_back({x_of(*at), fmt::format("{} {}", what, duration_text(*at)), false, 0});
  }

  void place_markers() {
    for (const Entry& entry : played_.entries) {
      if (entry.what == What::low_charge || entry.what == What::low_runtime)
        add_marker(entry.at, "battery low");
      if (entry.what == What::usb_lost) add_marker(entry.at, "USB lost");
      if (entry.what == What::killed) add_marker(entry.at, "monitor killed");
    }
    add_marker(played_.mains_back_at, "line power back");
    add_marker(played_.decided_at, "shutdown decided");
    add_marker(played_.off_at, "this machine off");
    add_marker(played_.output_off_at, "UPS output off");
    add_marker(played_.output_on_at, "UPS output on, machine starts");
    if (played_.fell_at) {
      add_marker(played_.fell_at, "battery empty, POWER LOST");
    } else {
      add_marker(played_.empty_at, "battery empty");
    }
    width_ = std::max(width, place_labels(labels_, 8, right, font) + 8);
  }

  void chart() {
    outages();
    for (const int charge : {0, 25, 50, 75, 100}) {
      line(left, y_of(charge), right, y_of(charge), "grid");
      text(left - 8, y_of(charge) + 4, fmt::format("{} %", charge), "dim", "end");
    }
    text(24, y_of(100) + 4, "battery charge", "dim");
    curve();
    y_ = chart_y_ + chart_height + 18;
    const Time step = tick_step(end_);
    double free_from = 0;
    for (Time at{}; at <= end_; at += step) {
      line(x_of(at), y_of(0), x_of(at), y_of(0) + 4, "axis");
      const std::string words = duration_text(at);
      const double half = text_width(words, font) / 2;
      if (x_of(at) - half < free_from || x_of(at) + half > width_) continue;
      text(x_of(at), y_, words, "dim", "middle");
      free_from = x_of(at) + half + 8;
    }
    text(24, y_, "from " + report_.begins, "dim");
  }

  // The times on battery.
  void outages() {
    const auto& points = played_.points;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      if (!points[i].on_battery) continue;
      out_ += fmt::format(
          "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" class=\"out\"/>\n",
          x_of(points[i].at), y_of(100), x_of(points[i + 1].at) - x_of(points[i].at), chart_height);
    }
  }

  void curve() {
    std::string path;
    double first = left;
    double last = left;
    double at_off = 0;
    for (const Point& point : played_.points) {
      if (point.at < Time(0)) continue;
      path += fmt::format("{:.1f},{:.1f} ", x_of(point.at), y_of(point.charge));
      last = x_of(point.at);
      if (played_.off_at == point.at) at_off = point.charge;
    }
    out_ += fmt::format("<polygon points=\"{:.1f},{:.1f} {}{:.1f},{:.1f}\" class=\"area\"/>\n",
                        first, y_of(0), path, last, y_of(0));
    out_ += fmt::format("<polyline points=\"{}\" class=\"curve\"/>\n", base::trim(path));
    const bool would_be = played_.off_at && played_.empty_at && last < x_of(*played_.empty_at);
    if (would_be)
      line(x_of(*played_.off_at), y_of(at_off), x_of(*played_.empty_at), y_of(0), "would");
  }

  void markers() {
    for (const Label& label : labels_) {
      const double y = chart_y_ - 10 - row_height * label.row;
      line(label.x, y - 9, label.x, y_of(0), "lead");
      text(label.x + (label.reaches_left ? -4 : 4), y, label.text, "",
           label.reaches_left ? "end" : "start");
    }
  }

  static std::string short_name(const std::string& name) {
    const std::string valid = base::valid_utf8(name);
    if (text_width(valid, 1) <= text_width(std::string(longest_name, 'x'), 1)) return valid;
    std::string_view rest = valid;
    std::string out;
    for (std::size_t i = 0; i + 1 < longest_name; ++i)
      base::append_utf8(out, base::take_character(rest));
    return out + "…";
  }

  void lane(const std::string& name, Time from, Time to, std::string_view classes,
            const std::string& words) {
    y_ += lane_height;
    text(left - 8, y_, short_name(name), "", "end");
    bar(from, to, y_ - 11, 14, classes);
    const double need = text_width(words, font) + 8;
    const double after = std::max(x_of(to), x_of(from) + 2.5);
    if (after + need <= width_) {
      text(after + 6, y_, words, "dim");
    } else if (x_of(from) - need >= left) {
      text(x_of(from) - 6, y_, words, "dim", "end");
    } else {
      // Below it, because there is no room beside it.
      text(left, y_ += row_height, words, "dim");
    }
  }

  void lanes() {
    y_ += 10;
    std::size_t drawn = 0;
    for (const Command& command : played_.commands) {
      if (drawn++ == most_lanes) {
        y_ += lane_height;
        text(left, y_, fmt::format("and {} more", played_.commands.size() - most_lanes), "dim");
        break;
      }
      if (command.is_shutdown) waiting();
      const Time to = command.ended.value_or(end_);
      const Kind kind = kind_of(command);
      drawn_.insert(kind);
      // A command that does nothing takes no time.
      lane(command.is_shutdown ? "halt" : command.name, command.began,
           kind == Kind::idle ? command.began : to, classes_of(kind), words_of(command, to));
    }
    if (played_.commands.empty()) {
      y_ += lane_height;
      text(left, y_, "no command runs", "dim");
    }
  }

  // How a bar is drawn.
  enum class Kind : unsigned char { known, open, idle, halt, cut };

  static Kind kind_of(const Command& command) {
    if (command.only_writes) return Kind::idle;
    if (command.is_cut_off) return Kind::cut;
    if (command.is_shutdown || command.halt) return Kind::halt;
    return command.is_known ? Kind::known : Kind::open;
  }

  static std::string_view classes_of(Kind kind) {
    constexpr std::array<std::string_view, 5> classes{"bar", "open", "idle", "halt", "cut"};
    return classes.at(static_cast<std::size_t>(kind));
  }

  void legend() {
    constexpr std::array<std::string_view, 5> words{
        "command", "command of unknown duration, at its longest",
        "command that only writes messages", "halts this machine or another",
        "cut off before its end"};
    y_ += 14;
    double x = left;
    for (const Kind kind : drawn_) {
      const std::string_view meaning = words.at(static_cast<std::size_t>(kind));
      entry(x, classes_of(kind), meaning);
    }
    entry(x, "out", "on battery");
    entry(x, "area", "battery charge");
    y_ += 6;
  }

  void entry(double& x, std::string_view classes, std::string_view meaning) {
    const double need = text_width(meaning, font) + 40;
    if (x == left || x + need > right) {
      x = left;
      y_ += row_height;
    }
    out_ += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"14\" height=\"10\" rx=\"2\" class=\"{}\"/>\n", x,
        y_ - 9, classes);
    text(x + 20, y_, meaning, "dim");
    x += need;
  }

  // The findings about the plan, below the picture.
  void findings() {
    y_ += 8;
    std::vector<std::string> all = report_.notes;
    for (const std::string& one : report_.never)
      all.push_back("Never runs in this scenario: " + one);
    all.insert(all.end(), report_.remarks.begin(), report_.remarks.end());
    for (const std::string& finding : all) {
      for (const std::string& part : wrap(finding, 130)) text(24, y_ += row_height, part);
    }
  }

  static std::string words_of(const Command& command, Time to) {
    const std::string from = duration_text(command.began);
    if (command.is_shutdown) return fmt::format("SHUTDOWNCMD at {}", from);
    if (command.only_writes) return fmt::format("at {}, only writes messages", from);
    if (command.halt) return fmt::format("at {}, {}", from, check::what_it_does(*command.halt));
    if (command.is_cut_off)
      return fmt::format("at {}, CUT OFF after {}", from, duration_text(to - command.began));
    if (command.is_known)
      return fmt::format("at {}, for {}", from, duration_text(to - command.began));
    return fmt::format("at {}, for up to {}", from, duration_text(to - command.began));
  }

  void waiting() {
    if (!played_.decided_at || *played_.commanded_at == *played_.decided_at) return;
    lane("waits for commands", *played_.decided_at, *played_.commanded_at, "wait",
         fmt::format("{} from the decision to SHUTDOWNCMD",
                     duration_text(*played_.commanded_at - *played_.decided_at)));
  }

  const Report& report_;
  const Played& played_;
  Time end_;
  std::vector<Label> labels_;
  std::string out_;
  std::set<Kind> drawn_;
  double width_ = width;
  double y_ = 0;
  double chart_y_ = 0;
};

}  // namespace

std::string svg_of(const Report& report) {
  return Drawing(report).run();
}

}  // namespace upshid::rehearsal
