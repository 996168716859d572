// The commands of a script: the shell's own, functions, programs, and programs that only start
// others.

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "check/deeds.h"
#include "check/script_reader.h"
#include "conf/command_line.h"

namespace upshid::check {

namespace {

using std::string_view;

// A program that starts another one: which of its options take a word, and how many words come
// before the other one's name.
struct Starter {
  string_view name;
  string_view options_with_word;
  int operands = 0;
};
constexpr Starter starters[] = {
    {"sudo", "ugphCrtTUDR"}, {"doas", "uC"},       {"env", "uC"},     {"nohup", ""},
    {"sshpass", "pfdeP"},    {"exec", "a"},        {"nice", "n"},     {"ionice", "cnpPu"},
    {"setsid", ""},          {"timeout", "ks", 1}, {"stdbuf", "ioe"}, {"command", "p"},
    {"builtin", ""},         {"flock", "wE", 1},   {"busybox", ""},   {"runuser", "ugG"},
    {"systemd-run", "up"},   {"chronic", ""},      {"unbuffer", ""},  {"xargs", "nILPdsE"},
    {"systemd-inhibit", ""}};

const Starter* starter_of(string_view name) {
  const auto* const found = std::find_if(std::begin(starters), std::end(starters),
                                         [name](const Starter& one) { return one.name == name; });
  return found == std::end(starters) ? nullptr : found;
}

std::optional<std::chrono::seconds> sleep_of(const std::vector<Value>& words) {
  if (words.size() != 2 || !words[1].is_known) return std::nullopt;
  string_view text = words[1].text;
  int unit = 1;
  if (text.ends_with('m')) unit = 60;
  if (text.ends_with('h')) unit = 3600;
  if (unit > 1 || text.ends_with('s')) text.remove_suffix(1);
  const auto number = base::parse_number(text);
  constexpr double max_seconds = 1e6;
  if (!number || *number < 0 || *number > max_seconds) return std::nullopt;
  return std::chrono::seconds(static_cast<long>(*number * unit));
}

}  // namespace

bool is_starter(string_view program) {
  return starter_of(program.substr(program.rfind('/') + 1)) != nullptr;
}

string_view ScriptReader::without_folder(string_view path) {
  return path.substr(path.rfind('/') + 1);
}

bool ScriptReader::any_named(const Words& words) {
  return std::any_of(words.begin(), words.end(), [](const Value& word) { return word.is_named; });
}

std::size_t ScriptReader::after_options(const Words& words, std::size_t i, string_view with_word) {
  for (; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    if (!words[i].is_known || word.size() < 2 || word.front() != '-') break;
    if (word == "--") return i + 1;
    if (word[1] != '-' && with_word.find(word.back()) != string_view::npos) ++i;
  }
  return std::min(i, words.size());
}

std::string ScriptReader::joined(const Words& words, std::size_t begin) {
  std::string out;
  for (std::size_t i = begin; i < words.size(); ++i) out += (i > begin ? " " : "") + words[i].text;
  return out;
}

ScriptReader::Status ScriptReader::simple(const ShellNode& node) {
  substituted_ = {};
  for (const ShellAssignment& assignment : node.assignments) {
    const Value value = state_.text_of(assignment.value, substitute_);
    state_.variables[assignment.name] =
        assignment.is_simple ? value : unknown_value(value.is_named);
  }
  Status status = substituted_;
  const Value input = input_;
  for (const ShellWord& target : node.redirections) {
    const Value value = state_.text_of(target, substitute_);
    if (node.has_input_word && &target == &node.redirections.back()) input_ = value;
    if (value.text == "/proc/sysrq-trigger") hide(Doubt::Kind::kernel);
  }
  place_.at = node.at;
  Words words;
  for (const ShellWord& word : node.words) {
    Words more = state_.fields_of(word, substitute_);
    words.insert(words.end(), more.begin(), more.end());
  }
  place_.at = node.at;
  if (std::exchange(state_.has_read_unset, false)) {
    if (!out_.stop) out_.stop = Stop{place_, true};
    flow_ = Flow::exits;
  }
  if (flow_ != Flow::on) return {false, false};
  constexpr std::size_t max_words = 1000;
  if (words.size() > max_words) {
    words.resize(max_words);
    lose(Doubt::Kind::too_long);
  }
  const ShellNode* const outer = std::exchange(node_, &node);
  if (!words.empty()) {
    if (words.front().text == "export") {
      for (const ShellAssignment& assignment : node.assignments)
        state_.exported.insert(assignment.name);
    }
    status = call(std::move(words));
  }
  node_ = outer;
  input_ = input;
  return status;
}

ScriptReader::Status ScriptReader::call(Words words) {
  if (!words.front().is_known) {
    lose(Doubt::Kind::program);
    print(unknown_value(true));
    return {std::nullopt, true};
  }
  const std::string name = words.front().text;
  if (const auto found = script_.functions.find(name); found != script_.functions.end()) {
    words.erase(words.begin());
    return function(found->second, std::move(words));
  }
  if (auto status = builtin(name, words)) return *status;
  if (auto status = text_builtin(name, words)) return *status;
  const bool is_last = name == "exec" && words.size() > 1;
  const Status status = program(std::move(words));
  if (is_last) flow_ = Flow::exits;
  return status;
}

ScriptReader::Status ScriptReader::function(const Function& function, Words arguments) {
  std::swap(state_.arguments, arguments);
  const Place place = std::exchange(place_, {function.path, function.body->at});
  const Flow may_have_left = script_.may_have_left;
  returned_.reset();
  ++script_.returnable;
  Status status = follow(*function.body);
  --script_.returnable;
  if (flow_ == Flow::returns) {
    flow_ = Flow::on;
    status = {returned_, true};
  }
  if (script_.may_have_left <= Flow::returns) script_.may_have_left = may_have_left;
  place_ = place;
  state_.arguments = std::move(arguments);
  return status;
}

// sh -c TEXT, sh FILE, or sh with a here-document.
ScriptReader::Status ScriptReader::shell(const Words& words) {
  std::size_t i = 1;
  bool is_text = false;
  for (; i < words.size() && words[i].is_known && words[i].text.size() > 1 &&
         (words[i].text.front() == '-' || words[i].text.front() == '+');
       ++i) {
    if (words[i].text.starts_with("--")) continue;
    is_text |= words[i].text.find('c') != std::string::npos;
    if (words[i].text.back() == 'o') ++i;
  }
  if (i < words.size() && !is_text) {
    Words script(words.begin() + static_cast<std::ptrdiff_t>(i), words.end());
    return program(std::move(script), words.front().text);
  }
  if (!is_text && !input_.is_known) {
    record(call_of(words));
    return {std::nullopt, true};
  }
  return apart([&] {
    if (i + 2 <= words.size() && is_text)
      state_.arguments.assign(
          words.begin() + static_cast<std::ptrdiff_t>(std::min(i + 2, words.size())), words.end());
    return text(is_text && i < words.size() ? words[i] : input_, place_);
  });
}

ScriptReader::Status ScriptReader::remote(const Words& words) {
  const std::size_t host = after_options(words, 1, "BbcDEeFIiJLlmOopQRSWw");
  const bool was_remote = std::exchange(is_remote_, true);
  Value command = input_;
  if (host + 1 < words.size()) {
    command = {joined(words, host + 1), true, false};
    for (const Value& word : words) command.is_known &= word.is_known || &word <= &words[host];
  }
  Status status{std::nullopt, any_named(words)};
  if (command.is_known)
    apart([&] { return text(command, place_); });
  else if (host + 1 < words.size())
    hide(Doubt::Kind::program);
  is_remote_ = was_remote;
  return status;
}

ProgramCall ScriptReader::call_of(const Words& words) const {
  const bool is_conditional = uncertain_ > 0 || script_.may_have_left != Flow::on;
  ProgramCall out{place_, words, is_remote_, false, false, is_conditional, {}, slept_, has_waited_};
  out.is_literal = node_ != nullptr && std::any_of(node_->words.begin(), node_->words.end(),
                                                   [&](const ShellWord& word) {
                                                     return word.literal() == words.front().text;
                                                   });
  return out;
}

// The file that runs, or its draft.
std::string ScriptReader::file_of(const std::string& program) const {
  const bool has_slash = program.find('/') != std::string::npos;
  const std::string path = has_slash ? program : conf::find_program(program).value_or("");
  struct stat facts {};
  if (drafts_.empty() || !has_slash || ::stat(path.c_str(), &facts) == 0) return path;
  const std::string draft = drafts_ + path.substr(path.rfind('/'));
  return ::stat(draft.c_str(), &facts) == 0 ? draft : path;
}

// Of a regular file: others may wait for somebody to write.
Result<std::string> ScriptReader::script_text(const std::string& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) == 0 && !S_ISREG(facts.st_mode))
    return Error{Code::unsupported, path, "not a regular file", 0};
  return base::read_file(path, max_script_size);
}

// Reads it where it is a shell script, and says so.
bool ScriptReader::script_file(const Words& words, bool is_by_shell) {
  constexpr int max_scripts = 2;
  if (is_remote_ || !words.front().is_known) return false;
  const std::string path = file_of(words.front().text);
  const bool is_named = any_named(words);
  const auto text = script_text(path);
  if (!text) {
    if (is_named && text.error().code != Code::budget_exceeded)
      doubt(Doubt::Kind::unread, words.front().text);
    return false;
  }
  const auto interpreter = interpreter_of(*text);
  if (!is_by_shell && !(interpreter && interpreter->is_shell())) {
    if (is_named && interpreter) doubt(Doubt::Kind::foreign, path);
    return false;
  }
  if (scripts_ >= max_scripts) {
    if (is_named) doubt(Doubt::Kind::unread, path);
    return false;
  }
  auto script = std::make_shared<ShellScript>(read_shell_script(*text));
  if (!script->error.empty()) {
    const Place here = std::exchange(place_, {path, script->error_at});
    doubt(Doubt::Kind::syntax, script->error);
    place_ = here;
    return false;
  }
  ShellState child;
  child.script = words.front().text.starts_with('/') ? words.front().text : path;
  child.arguments.assign(words.begin() + 1, words.end());
  for (const std::string& name : state_.exported) {
    const auto found = state_.variables.find(name);
    if (found != state_.variables.end()) child.variables.insert(*found);
    child.exported.insert(name);
  }
  Script inner;
  inner.may_have_left = script_.may_have_left;
  inner.is_plain = interpreter && interpreter->is_plain() && !is_by_shell;
  const Script outer = std::exchange(script_, std::move(inner));
  if (script->bashism) note_bash({path, *script->bashism});
  if (text->substr(0, text->find('\n')).ends_with('\r')) script->carriage_return = {1, 1};
  if (script->carriage_return && !out_.carriage_return)
    out_.carriage_return = Place{path, *script->carriage_return};
  std::swap(state_, child);
  const Place place = std::exchange(place_, {path, {}});
  kept_.push_back(script);
  ++scripts_;
  follow(script->body);
  flow_ = Flow::on;
  script_.may_have_left = outer.may_have_left;
  script_.stops_at_failure = false;
  for (const std::string& last : std::exchange(script_.at_exit, {})) {
    this->text({last, true, false}, place_);
    flow_ = Flow::on;
  }
  --scripts_;
  script_ = outer;
  place_ = place;
  std::swap(state_, child);
  return true;
}

ScriptReader::Status ScriptReader::program(Words words, const std::string& shell_name) {
  std::string name{without_folder(words.front().text)};
  for (const Starter* starter = starter_of(name); starter != nullptr; starter = starter_of(name)) {
    if (name == "command" && words.size() > 1 && words[1].text.starts_with("-") &&
        words[1].text != "-p") {
      // "command -v NAME" prints what would run.
      print(words.size() == 3 ? words[2] : unknown_value(false));
      return {std::nullopt, false};
    }
    std::size_t i = after_options(words, 1, starter->options_with_word);
    const auto is_assignment = [&](const Value& word) {
      return word.is_known && word.text.find('=') != std::string::npos;
    };
    while ((name == "env" || name == "sudo") && i < words.size() && is_assignment(words[i])) ++i;
    i += static_cast<std::size_t>(starter->operands);
    if (i >= words.size()) return {};
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i));
    if (!words.front().is_known) return call(std::move(words));
    name = without_folder(words.front().text);
  }
  if (name == "su" || name == "runuser") {
    const auto text_of = std::find_if(words.begin(), words.end(),
                                      [](const Value& word) { return word.text == "-c"; });
    if (text_of != words.end() && text_of + 1 != words.end())
      return apart([&] { return text(*(text_of + 1), place_); });
  }
  if (Interpreter{{}, name}.is_shell()) return shell(words);
  // What at(1) reads, it runs later.
  if ((name == "at" || name == "batch") && input_.is_known) {
    has_waited_ = true;
    return apart([&] { return text(input_, place_); });
  }
  ProgramCall call = call_of(words);
  call.shell = shell_name;
  const bool writes = only_writes(call);
  record(call);
  if (name == "ssh") remote(words);
  if (name == "which" && words.size() == 2) {
    print(words[1]);
  } else if (name != "echo" && name != "printf") {
    print(unknown_value(any_named(words) || input_.is_named));
  }
  if (const auto slept = name == "sleep" ? sleep_of(words) : std::nullopt) {
    slept_ += *slept;
  } else if (!writes) {
    call.was_read = !is_known_program(call) && script_file(words, !shell_name.empty());
    if (call.was_read)
      record(std::move(call));
    else
      has_waited_ = true;
  }
  constexpr std::array sure{"echo",  "printf", "logger",   "wall",    "date",     "sleep",
                            ":",     "true",   "umask",    "ulimit",  "wait",     "export",
                            "local", "shopt",  "readonly", "declare", "typeset",  "hash",
                            "tee",   "tr",     "sed",      "awk",     "cut",      "head",
                            "tail",  "sort",   "wc",       "dirname", "basename", "uname",
                            "id",    "whoami", "seq",      "env",     "printenv", "mktemp"};
  if (std::find(sure.begin(), sure.end(), name) != sure.end()) return {};
  return {std::nullopt, any_named(words) || input_.is_named};
}

}  // namespace upshid::check
