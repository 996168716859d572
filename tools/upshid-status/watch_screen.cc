#include "upshid-status/watch_screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "upshid-status/watch_graph.h"

namespace upshid::status {

namespace {

constexpr int margin = 1;
constexpr int label_width = 21;
constexpr int graph_column = margin + label_width + 1;

struct Row {
  Quantity quantity;
  const char* variable;
  const char* label;
};
constexpr std::array<Row, quantity_count> quantities{{
    {Quantity::charge, "battery.charge", "charge"},
    {Quantity::runtime, "battery.runtime", "runtime"},
    {Quantity::load, "ups.load", "load"},
    {Quantity::voltage, "input.voltage", "input voltage"},
}};

// The use of the rows. 24 rows are full with three events; a larger screen gets higher
// graphs, the other variables and more events. A smaller one has one row a graph and no blank rows.
struct Layout {
  explicit Layout(ScreenSize size, int variables) {
    const int extra = size.rows - 24;
    compact = extra < -3;
    graph_rows = compact ? 1 : 2 + std::max(0, extra) / 16;
    const int rest = std::max(0, extra) - 4 * (graph_rows - 2);
    variable_columns = std::max(1, (size.columns - 2 * margin) / 39);
    const int needed = (variables + variable_columns - 1) / variable_columns + 2;
    if (!compact && rest >= 4) variable_rows = std::min(needed, rest * 5 / 6);
  }

  bool compact = false;
  int graph_rows = 2;
  int variable_columns = 1;
  int variable_rows = 0;  // A title and a blank row included.
};

class Screen {
 public:
  Screen(const WatchModel& model, const Caption& caption, ScreenSize size, const Look& look,
         const Moment& now)
      : model_(model),
        caption_(caption),
        now_(now),
        canvas_(size, look),
        others_(other_variables()),
        layout_(size, static_cast<int>(others_.size())) {}

  Canvas draw() && {
    draw_title();
    int row = layout_.compact ? 1 : 2;
    draw_state(row);
    row += layout_.compact ? 2 : 3;
    row = draw_quantities(row);
    row = draw_time(row);
    row = draw_others(row);
    draw_events(row, canvas_.size().rows - 1);
    draw_footer();
    return std::move(canvas_);
  }

 private:
  std::string_view value(std::string_view name) const {
    const Variable* variable = model_.snapshot().find(name);
    return variable == nullptr ? std::string_view{} : std::string_view(variable->value);
  }

  std::optional<double> number(std::string_view name) const {
    return model_.snapshot().number(name);
  }

  int right() const { return canvas_.size().columns - margin; }

  void draw_title() {
    const std::string clock = date_and_time(now_.local);
    std::string title =
        fmt::format("{} {}", base::trim(value("device.mfr")), base::trim(value("device.model")));
    if (base::trim(title).empty()) title = "UPS";
    const int end = right() - width_of(clock) - 2;
    const int after = canvas_.put(0, margin, base::trim(title), {Tone::plain, true}, end - margin);
    if (end - after > 5) {
      canvas_.put(0, after + 2, caption_.name, {Tone::dim}, end - after - 2);
    }
    canvas_.put_right(0, right(), clock, {Tone::dim});
  }

  Style style_of_state() const {
    if (model_.is_lost() || model_.power() == Power::low) return {Tone::alarm, true};
    if (model_.power() == Power::line) return {Tone::good, true};
    return {Tone::notice, true};
  }

  void draw_state(int row) {
    const std::string status(value("ups.status"));
    std::string headline(model_.is_lost() ? "NOT CONNECTED" : headline_of(model_.power()));
    headline += fmt::format(" for {}", in_words(now_.boot - model_.since()));
    if (!model_.saw_it_begin()) headline += " or longer";
    const std::string further = model_.is_lost() ? "looking for it every second"
                                                 : further_words(model_.snapshot().status());
    if (!further.empty()) headline += ", " + further;
    Style style = style_of_state();
    style.reverse = model_.changed("ups.status", now_.boot).has_value() ||
                    (model_.is_lost() && now_.boot - model_.since() < WatchModel::highlight);
    const std::string spelled = model_.is_lost() ? "" : "ups.status " + status;
    const int room = right() - margin - width_of(spelled) - 2;
    // The text does not move if it is reversed.
    if (style.reverse) headline = " " + headline + " ";
    canvas_.put(row, style.reverse ? margin - 1 : margin, headline, style, room);
    canvas_.put_right(row, right(), spelled, {Tone::plain, style.reverse});
    const int width = right() - margin;
    if (model_.is_lost()) {
      put_wrapped(row + 1, layout_.compact ? 1 : 2, model_.why_lost(), {});
      return;
    }
    canvas_.put(row + 1, margin, advice(model_.snapshot()), {}, width);
    const auto& problems = model_.problems();
    if (problems.empty() || layout_.compact) return;
    const std::string more =
        problems.size() > 1 ? fmt::format("{} problems, the first: ", problems.size()) : "";
    canvas_.put(row + 2, margin, "Cannot read: " + more + problems.front().text, {Tone::notice},
                width);
  }

  // Wrapped between words; the last row is truncated.
  void put_wrapped(int row, int rows, std::string_view text, Style style) {
    const int width = right() - margin;
    for (; rows > 1 && width_of(text) > width; --rows, ++row) {
      const std::size_t end = text.substr(0, static_cast<std::size_t>(width)).rfind(' ');
      if (end == std::string_view::npos) break;
      canvas_.put(row, margin, text.substr(0, end), style);
      text.remove_prefix(end + 1);
    }
    canvas_.put(row, margin, text, style, width);
  }

  Scale scale_of(Quantity quantity) const {
    switch (quantity) {
      case Quantity::charge:
        return {};
      case Quantity::load:
        return {0, number("ups.load").value_or(0) > 100 ? 150.0 : 100.0};
      case Quantity::runtime: {
        constexpr std::array full{60,     120,    300,    600,    900,   1'200,
                                  1'800,  2'700,  3'600,  5'400,  7'200, 10'800,
                                  14'400, 21'600, 28'800, 43'200, 86'400};
        for (const int seconds : full) {
          if (model_.max_runtime() <= seconds) return {0, static_cast<double>(seconds)};
        }
        return {0, model_.max_runtime()};
      }
      case Quantity::voltage:
        break;
    }
    // A fifth to each side of the nominal voltage; some units report 0.
    double nominal = number("input.voltage.nominal").value_or(0);
    if (nominal < 50) nominal = number("input.voltage").value_or(0) > 165 ? 230 : 120;
    return {std::floor(nominal * 0.08) * 10, std::ceil(nominal * 0.12) * 10};
  }

  static std::string written(Quantity quantity, double number, std::string_view text) {
    switch (quantity) {
      case Quantity::charge:
      case Quantity::load:
        return fmt::format("{} %", text);
      case Quantity::runtime:
        return in_words(std::chrono::seconds(std::lround(std::clamp(number, 0.0, 1e9))));
      case Quantity::voltage:
        break;
    }
    return fmt::format("{} V", text);
  }

  Tone tone_of_value(Quantity quantity, double now) const {
    if (quantity == Quantity::charge) {
      if (model_.power() == Power::low || now <= number("battery.charge.low").value_or(0)) {
        return Tone::alarm;
      }
      return is_on_battery(model_.power()) ? Tone::notice : Tone::good;
    }
    if (quantity == Quantity::load) return now > 100 ? Tone::alarm : Tone::accent;
    return tone_of(model_.power());
  }

  // '^' for what rose, 'v' for what fell, '*' for what is otherwise new.
  void draw_mark(int row, int column, std::string_view variable) {
    const auto changed = model_.changed(variable, now_.boot);
    if (!changed) return;
    const bool blocky = canvas_.look().blocks;
    char32_t glyph = blocky ? U'•' : U'*';
    if (*changed == Direction::up) glyph = blocky ? U'▲' : U'^';
    if (*changed == Direction::down) glyph = blocky ? U'▼' : U'v';
    canvas_.set(row, column, glyph, {Tone::plain, true});
  }

  void draw_value(int row, const Row& what) {
    const int end = margin + label_width;
    canvas_.put(row, margin, what.label);
    const auto told = number(what.variable);
    const bool is_known = told && !model_.is_lost();
    const double now = told.value_or(0);
    const Scale scale = scale_of(what.quantity);
    if (!is_known) {
      canvas_.put_right(row, end, "unknown", {Tone::dim});
    } else {
      const bool is_new = model_.changed(what.variable, now_.boot).has_value();
      canvas_.put_right(row, end, written(what.quantity, now, value(what.variable)),
                        {Tone::plain, is_new});
      draw_mark(row, 0, what.variable);
    }
    if (layout_.compact) return;
    const auto round = [&](double number) {
      return written(what.quantity, number, fmt::format("{:.0f}", number));
    };
    canvas_.put_right(row + 1, margin + 3, fmt::format("{:.0f}", scale.low), {Tone::dim});
    canvas_.put_right(row + 1, end, round(scale.high), {Tone::dim});
    if (is_known) {
      draw_bar(canvas_, {row + 1, margin + 4, 10, 1}, now, scale,
               tone_of_value(what.quantity, now));
    }
  }

  int draw_quantities(int row) {
    const int width = right() - graph_column;
    if (width > 0) {
      columns_ = model_.history().columns(now_.boot, static_cast<std::size_t>(width));
    }
    for (const Row& what : quantities) {
      draw_value(row, what);
      draw_graph(canvas_, {row, graph_column, width, layout_.graph_rows}, columns_.samples,
                 what.quantity, scale_of(what.quantity));
      row += layout_.graph_rows + (layout_.compact ? 0 : 1);
    }
    return row;
  }

  int draw_time(int row) {
    const int width = std::max(0, right() - graph_column);
    canvas_.put(row, margin, "power");
    std::string_view source = "unknown";
    if (model_.power() == Power::line) source = "line power";
    if (is_on_battery(model_.power())) source = "battery";
    canvas_.put_right(row, margin + label_width, source);
    draw_power(canvas_, {row, graph_column, width, 1}, columns_.samples);
    canvas_.put(row + 1, margin, fmt::format("last {}", in_words(columns_.each * width)),
                {Tone::dim});
    draw_time_axis(canvas_, {row + 1, graph_column, width, 1}, columns_.each);
    return row + 2;
  }

  // All variables not shown elsewhere: measured values first, then identification, then driver.*.
  std::vector<const Variable*> other_variables() const {
    const auto rank = [](std::string_view name) {
      if (name.starts_with("driver.")) return 4;
      if (name.starts_with("device.")) return 3;
      for (const std::string_view part :
           {".nominal", ".mfr", ".model", ".serial", ".vendorid", ".productid", ".firmware",
            ".type", ".date", ".delay.", ".timer."}) {
        if (name.find(part) != std::string_view::npos) return 2;
      }
      return 1;
    };
    std::vector<const Variable*> out;
    for (const Variable& variable : model_.snapshot().variables()) {
      const bool is_drawn = std::ranges::any_of(
          quantities, [&variable](const Row& what) { return variable.name == what.variable; });
      if (!is_drawn && variable.name != "ups.status") out.push_back(&variable);
    }
    std::ranges::stable_sort(out, {}, [&rank](const Variable* v) { return rank(v->name); });
    return out;
  }

  int draw_rule(int row, std::string_view title) {
    int column = canvas_.put(row, margin, title, {Tone::dim});
    for (++column; column < right(); ++column) {
      canvas_.set(row, column, canvas_.look().blocks ? U'─' : U'-', {Tone::dim});
    }
    return row + 1;
  }

  int draw_others(int row) {
    if (layout_.variable_rows == 0) return row;
    const int rows = layout_.variable_rows - 2;
    const int room = rows * layout_.variable_columns;
    const int count = static_cast<int>(others_.size());
    draw_rule(row + 1, count <= room ? "other variables"
                                     : fmt::format("other variables, {} of {}", room, count));
    const int width = (right() - margin) / layout_.variable_columns;
    for (std::size_t i = 0; i < others_.size(); ++i) {
      const int at = static_cast<int>(i);
      if (at / rows >= layout_.variable_columns) break;
      const int line = row + 2 + at % rows;
      const int column = margin + at / rows * width;
      const Variable& variable = *others_[i];
      const bool is_new = model_.changed(variable.name, now_.boot).has_value();
      draw_mark(line, column - 1, variable.name);
      canvas_.put(line, column, variable.name, {}, 23);
      if (model_.is_lost()) continue;
      // Some values include their unit.
      const bool is_bare = base::parse_number(variable.value).has_value();
      const std::string_view unit = is_bare ? symbol(variable.unit) : "";
      canvas_.put(line, column + 24,
                  unit.empty() ? variable.value : fmt::format("{} {}", variable.value, unit),
                  {Tone::plain, is_new}, width - 26);
    }
    return row + layout_.variable_rows;
  }

  void draw_events(int row, int end) {
    if (!layout_.compact) row = draw_rule(row, "events");
    const auto& events = model_.events();
    const auto room = static_cast<std::size_t>(std::max(0, end - row));
    for (std::size_t i = events.size() - std::min(room, events.size()); i < events.size(); ++i) {
      const Event& event = events[i];
      const int column = canvas_.put(row, margin, clock_time(event.local), {Tone::dim});
      const bool is_last = i + 1 == events.size();
      canvas_.put(row++, column + 2, event.text, {Tone::plain, is_last && is_fresh(event)},
                  right() - column - 2);
    }
  }

  bool is_fresh(const Event& event) const {
    return clock_time(event.local) == clock_time(now_.local);
  }

  void draw_footer() {
    const int row = canvas_.size().rows - 1;
    canvas_.put(row, margin, caption_.quit_hint, {Tone::dim});
    canvas_.put_right(row, right(),
                      canvas_.look().blocks ? "▲ ▼ • changed just now" : "^ v * changed just now",
                      {Tone::dim});
  }

  const WatchModel& model_;
  const Caption& caption_;
  const Moment& now_;
  Canvas canvas_;
  std::vector<const Variable*> others_;
  Layout layout_;
  History::Columns columns_;
};

}  // namespace

Canvas draw_screen(const WatchModel& model, const Caption& caption, ScreenSize size,
                   const Look& look, const Moment& now) {
  return Screen(model, caption, size, look, now).draw();
}

}  // namespace upshid::status
