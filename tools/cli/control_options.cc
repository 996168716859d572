#include "cli/control_options.h"

#include <fmt/format.h>
#include <getopt.h>

#include <array>
#include <string_view>

#include "base/text.h"
#include "cli/bad_option.h"
#include "cli/host.h"
#include "cli/transport_option.h"

namespace upshid::cli {

namespace {

using Action = ControlOptions::Action;

enum LongOption : int { transport = 256, confdir, dry_run, yes, wait, ranges };

constexpr std::array command_options{
    option{"transport", required_argument, nullptr, LongOption::transport},
    option{"confdir", required_argument, nullptr, LongOption::confdir},
    option{"dry-run", no_argument, nullptr, LongOption::dry_run},
    option{"yes", no_argument, nullptr, LongOption::yes},
    option{"wait", no_argument, nullptr, LongOption::wait},
    option{"help", no_argument, nullptr, 'h'},
    option{"version", no_argument, nullptr, 'V'},
    option{nullptr, 0, nullptr, 0},
};

constexpr std::array setting_options{
    option{"transport", required_argument, nullptr, LongOption::transport},
    option{"confdir", required_argument, nullptr, LongOption::confdir},
    option{"dry-run", no_argument, nullptr, LongOption::dry_run},
    option{"ranges", no_argument, nullptr, LongOption::ranges},
    option{"help", no_argument, nullptr, 'h'},
    option{"version", no_argument, nullptr, 'V'},
    option{nullptr, 0, nullptr, 0},
};

Error usage_error(std::string what) {
  return {Code::invalid_argument, {}, std::move(what), 0};
}

Error refused_as_upscmd_does(const char* what) {
  return {Code::invalid_argument, "upscmd", what, 0};
}

class Parser {
 public:
  Parser(ControlTool tool, int argc, char** argv) : tool_(tool) {
    // A value may be negative, and is no option then; it is the last word of all.
    for (int i = 0; i < argc; ++i) {
      const std::string_view word = argv[i];
      const bool is_negative =
          i > 0 && word.size() > 1 && word[0] == '-' && base::parse_number(word).has_value();
      (is_negative ? negatives_ : arguments_).push_back(argv[i]);
    }
    arguments_.push_back(nullptr);
  }

  Result<ControlOptions> run() {
    const bool commands = tool_ == ControlTool::command;
    const option* long_options = commands ? command_options.data() : setting_options.data();
    const char* short_options = commands ? ":hlu:p:wt:V" : ":hlu:p:wt:Vs:";
    opterr = 0;
    const int count = static_cast<int>(arguments_.size()) - 1;
    for (;;) {
      const int found =
          ::getopt_long(count, arguments_.data(), short_options, long_options, nullptr);
      if (found == -1) break;
      if (auto taken = take(found); !taken) return taken.error();
      if (options_.action == Action::help || options_.action == Action::version) return options_;
    }
    std::vector<std::string> words(arguments_.begin() + optind, arguments_.end() - 1);
    words.insert(words.end(), negatives_.begin(), negatives_.end());
    const auto done = commands ? take_command(words) : take_setting(words);
    if (!done) return done.error();
    if (!recording_.empty()) options_.ups = recording_;
    return options_;
  }

 private:
  Result<void> take(int found) {
    switch (found) {
      case 'l':
        options_.action = Action::list;
        return {};
      case 'h':
        options_.action = Action::help;
        return {};
      case 'V':
        options_.action = Action::version;
        return {};
      case 'w':
        options_.tracked = true;
        return {};
      case 'u':
      case 'p':
      case 't':
        return {};  // There is no server to be let into, or to wait for.
      case 's':
        setting_ = optarg;
        return {};
      case LongOption::dry_run:
        options_.dry_run = true;
        return {};
      case LongOption::yes:
        options_.yes = true;
        return {};
      case LongOption::wait:
        options_.wait = true;
        return {};
      case LongOption::ranges:
        options_.ranges = true;
        return {};
      case LongOption::confdir:
        options_.open.confdir = optarg;
        return {};
      case LongOption::transport:
        return take_transport(optarg, options_.open, recording_);
      default:
        break;
    }
    return bad_option(found, arguments_.at(static_cast<std::size_t>(optind) - 1));
  }

  Result<void> take_ups(const std::string& word) {
    options_.asked = word;
    auto named = parse_ups_at_host(word);
    if (!named) {
      return refused_as_upscmd_does(
          "invalid UPS definition.  Required format: upsname[@hostname[:port]]");
    }
    options_.ups = std::move(named->ups);
    options_.host = std::move(named->host);
    return {};
  }

  static Result<void> too_many(const std::vector<std::string>& words, std::size_t most) {
    if (words.size() <= most) return {};
    return usage_error(fmt::format("found \"{}\", expected nothing more", words[most]));
  }

  Result<void> take_command(const std::vector<std::string>& words) {
    if (options_.action == Action::list) {
      if (auto fits = too_many(words, 1); !fits) return fits;
      return words.empty() ? Result<void>() : take_ups(words[0]);
    }
    // More words than one must not become less by a mistake: a UPS left out would make the command
    // the UPS, and the value the command.
    if (words.size() < 2) return usage_error("expected a UPS and a command");
    if (auto fits = too_many(words, 3); !fits) return fits;
    if (auto ups = take_ups(words[0]); !ups) return ups;
    options_.name = words[1];
    if (words.size() == 3) options_.value = words[2];
    if (options_.name.find('.') == std::string::npos) {
      return refused_as_upscmd_does("old command names are not supported");
    }
    if (options_.wait && !options_.name.starts_with("test.battery.start")) {
      return usage_error(fmt::format("--wait with {}, expected a battery test", options_.name));
    }
    return {};
  }

  Result<void> take_setting(const std::vector<std::string>& words) {
    if (auto fits = too_many(words, 1); !fits) return fits;
    if (!words.empty()) {
      if (auto ups = take_ups(words[0]); !ups) return ups;
    }
    if (!setting_) {
      options_.action = Action::list;
      return {};
    }
    options_.action = Action::act;
    const auto equals = setting_->find('=');
    options_.name = setting_->substr(0, equals);
    if (equals != std::string::npos) options_.value = setting_->substr(equals + 1);
    if (words.empty() && recording_.empty()) return usage_error("expected a UPS");
    if (options_.name.find('.') == std::string::npos) {
      return refused_as_upscmd_does("old variable names are not supported");
    }
    return {};
  }

  ControlTool tool_;
  std::vector<char*> arguments_;
  std::vector<char*> negatives_;
  ControlOptions options_;
  std::string recording_;
  std::optional<std::string> setting_;
};

}  // namespace

Result<ControlOptions> parse_control_options(ControlTool tool, int argc, char** argv) {
  return Parser(tool, argc, argv).run();
}

}  // namespace upshid::cli
