#include "cli/option_table.h"

#include <fmt/format.h>
#include <getopt.h>

#include "base/text.h"

namespace upshid::cli {

namespace {

constexpr int first_row = 256;  // Above every letter.
constexpr std::size_t help_column = 21;
constexpr std::size_t help_width = 88;

constexpr std::array common_options{OptionText{"version", 'V', "", "print the version"},
                                    OptionText{"help", 'h', "", "print this help"}};

int argument_of(const OptionText& row) {
  if (*row.argument == '\0') return no_argument;
  return *row.argument == '[' ? optional_argument : required_argument;
}

// Of `found` ('?' or ':'), as getopt_long() leaves it.
Error bad_option(int found, const char* word) {
  const bool is_letter = optopt != 0 && optopt < first_row;
  const std::string spelled = is_letter ? fmt::format("-{}", static_cast<char>(optopt)) : word;
  return usage_error(found == ':' ? fmt::format("option {} needs a value", spelled)
                                  : fmt::format("unknown option {}", spelled));
}

std::string spelling_of(const OptionText& row) {
  std::string out;
  if (row.letter != 0) out = fmt::format("-{}", row.letter);
  if (*row.name != '\0') out += fmt::format("{}--{}", out.empty() ? "" : ", ", row.name);
  const bool is_apart = argument_of(row) == required_argument;
  return out + (is_apart ? " " : "") + row.argument;
}

// "  left   help", in two columns.
std::string help_row(const std::string& left, std::string_view help) {
  std::string out;
  std::string line = "  " + left;
  const auto end_line = [&] {
    out += line + "\n";
    line.clear();
  };
  if (line.size() >= help_column) end_line();
  line.resize(help_column - 1, ' ');
  for (const std::string_view word : base::words(help)) {
    if (line.size() + 1 + word.size() > help_width) {
      end_line();
      line.resize(help_column - 1, ' ');
    }
    line += ' ';
    line += word;
  }
  end_line();
  return out;
}

}  // namespace

Error usage_error(std::string what) {
  return {Code::invalid_argument, {}, std::move(what), 0};
}

Result<CommandLine> read_command_line(
    std::span<const OptionText> table, int argc, char** argv, Order order,
    const std::function<Result<void>(std::size_t row, std::string_view value)>& take) {
  std::vector<OptionText> rows(table.begin(), table.end());
  rows.insert(rows.end(), common_options.begin(), common_options.end());
  std::string letters = order == Order::options_first ? "+:" : ":";
  std::vector<option> names;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const int argument = argument_of(rows[i]);
    if (rows[i].letter != 0) {
      letters += rows[i].letter;
      if (argument == required_argument) letters += ':';
    }
    if (*rows[i].name != '\0')
      names.push_back({rows[i].name, argument, nullptr, first_row + static_cast<int>(i)});
  }
  names.push_back({nullptr, 0, nullptr, 0});

  CommandLine line;
  opterr = 0;
  optind = 0;  // Restarts getopt_long().
  for (;;) {
    const int found = ::getopt_long(argc, argv, letters.c_str(), names.data(), nullptr);
    if (found == -1) break;
    if (found == ':' || found == '?') return bad_option(found, argv[optind - 1]);
    std::size_t row = 0;
    while (found < first_row ? rows[row].letter != found
                             : row != static_cast<std::size_t>(found - first_row))
      ++row;
    const std::string_view value = optarg == nullptr ? "" : optarg;
    if (row >= table.size()) {
      line.request = rows[row].letter == 'h' ? Request::help : Request::version;
      return line;
    }
    // An empty password is valid; an empty name of a file or directory is an error in a script.
    if (value.empty() && found >= first_row && argument_of(rows[row]) == required_argument)
      return usage_error(fmt::format("option --{} needs a value", rows[row].name));
    line.given.emplace_back(rows[row].name);
    if (auto taken = take(row, value); !taken) return taken.error();
  }
  line.words.assign(argv + optind, argv + argc);
  return line;
}

std::string help_of(std::span<const OptionText> table) {
  std::string out;
  for (const OptionText& row : table) out += help_row(spelling_of(row), row.help);
  for (const OptionText& row : common_options) out += help_row(spelling_of(row), row.help);
  return out;
}

std::string help_of_words(std::span<const OptionText> words) {
  std::string out;
  for (const OptionText& row : words) out += help_row(row.name, row.help);
  return out;
}

}  // namespace upshid::cli
