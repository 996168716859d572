#ifndef UPSHID_CLI_OPTION_TABLE_H
#define UPSHID_CLI_OPTION_TABLE_H

// The options of a tool as a table, for parsing the command line and for --help.

#include <upshid/result.h>

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::cli {

struct OptionText {
  const char* name = "";      // "confdir"; empty: only a letter.
  char letter = 0;            // 0: only a name.
  const char* argument = "";  // "DIR"; "[=VAR]" if it is optional; empty: it takes none.
  const char* help = "";
};

// One row of a table: an option, and how it changes the tool's options.
template <class Options>
struct Option {
  OptionText text;
  Result<void> (*take)(Options& options, std::string_view value);
};

// --help and --version are part of every table implicitly.
enum class Request : unsigned char { run, help, version };

struct CommandLine {
  Request request = Request::run;
  std::vector<std::string> words;       // The other arguments.
  std::vector<std::string_view> given;  // The long names of the options.
};

enum class Order : unsigned char { any, options_first };

Error usage_error(std::string what);

// As getopt_long() reads it. `take` is called with the index of the row. Errors: invalid_argument,
// or that of `take`.
Result<CommandLine> read_command_line(
    std::span<const OptionText> table, int argc, char** argv, Order order,
    const std::function<Result<void>(std::size_t row, std::string_view value)>& take);

// The lines of --help for the options, including --help and --version.
std::string help_of(std::span<const OptionText> table);
// The same for other arguments: `name` is printed unchanged.
std::string help_of_words(std::span<const OptionText> words);

template <class Options, std::size_t size>
std::array<OptionText, size> texts_of(const std::array<Option<Options>, size>& table) {
  std::array<OptionText, size> texts;
  for (std::size_t i = 0; i < size; ++i) texts[i] = table[i].text;
  return texts;
}

template <class Options, std::size_t size>
Result<CommandLine> read_command_line(const std::array<Option<Options>, size>& table,
                                      Options& options, int argc, char** argv,
                                      Order order = Order::any) {
  return read_command_line(
      texts_of(table), argc, argv, order,
      [&](std::size_t row, std::string_view value) { return table[row].take(options, value); });
}

// Common actions.
template <auto member, class Options>
Result<void> enable(Options& options, std::string_view) {
  options.*member = true;
  return {};
}

template <auto member, class Options>
Result<void> store(Options& options, std::string_view value) {
  options.*member = value;
  return {};
}

template <class Options>
Result<void> ignore(Options&, std::string_view) {
  return {};
}

}  // namespace upshid::cli

#endif
