#ifndef UPSHID_CHECK_SCRIPT_READER_H
#define UPSHID_CHECK_SCRIPT_READER_H

// How read_command() does it: it follows the script as a shell would, with the name for the
// argument. Where only a run could tell which way it goes, it goes both.

#include <upshid/result.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/script_reading.h"

namespace upshid::check {

class ScriptReader {
 public:
  explicit ScriptReader(const Invocation& how);
  Reading run(const ShellScript& line) &&;

 private:
  // How a command ended, where that is known.
  struct Status {
    std::optional<bool> is_ok = true;
    bool is_named = false;  // Does an unknown one depend on the name?
  };
  struct Function {
    const ShellNode* body;
    std::string path;  // Of the file that has it.
  };
  enum class Flow : unsigned char { on, continues, breaks, returns, exits };
  using Words = std::vector<Value>;
  // What each script has for itself.
  struct Script {
    std::map<std::string, Function, std::less<>> functions;
    std::vector<std::string> at_exit;
    Flow may_have_left = Flow::on;
    bool stops_at_failure = false;  // set -e
    bool has_pipefail = false;
    bool ignores_case = false;  // shopt -s nocasematch
    bool is_plain = false;      // Its shell is not bash.
    int returnable = 0;         // Functions and sourced files around.
  };

  // Statements: script_reader.cc
  Status follow(const ShellNode& node);
  Status statement(const ShellNode& node);
  Status list(const ShellNode& node);
  Status pipeline(const ShellNode& node);
  Status apart(const std::function<Status()>& what);
  Status decide(const Status& condition, const Place& place, const std::function<Status()>& yes,
                const std::function<Status()>& no);
  Status loop(const ShellNode& node);
  Status each(const ShellNode& node);
  void body(const ShellNode& node);
  void perhaps(const ShellNode& node);
  Status choice(const ShellNode& node);
  // Does the branch take it? None where only a run could tell.
  std::optional<bool> takes(const ShellBranch& branch, const Value& subject);
  bool fits(std::string_view pattern, std::string_view text) const;
  Status test(const ShellNode& node);
  Value output_of(const ShellNode& commands);

  // Tests and cases: shell_test.cc
  Status bracket(Words words);
  Status compare(const Value& left, std::string_view op, const Value& right, bool is_pattern);
  Status unary(std::string_view op, const Value& value) const;

  // Words
  static std::string_view without_folder(std::string_view path);
  static bool any_named(const Words& words);
  static std::string joined(const Words& words, std::size_t begin);
  // The first word that is no option; "--" is skipped.
  static std::size_t after_options(const Words& words, std::size_t i, std::string_view with_word);

  // Commands: script_commands.cc, script_builtins.cc
  Status simple(const ShellNode& node);
  Status call(Words words);
  std::optional<Status> builtin(const std::string& name, Words& words);
  std::optional<Status> text_builtin(const std::string& name, const Words& words);
  Status function(const Function& function, Words arguments);
  void set(const Words& words);
  Status source(const Words& words);
  Status text(const Value& text, const Place& place);
  Status shell(const Words& words);
  Status remote(const Words& words);
  Status program(Words words, const std::string& shell_name = {});
  ProgramCall call_of(const Words& words) const;
  std::string file_of(const std::string& program) const;
  static Result<std::string> script_text(const std::string& path);
  bool script_file(const Words& words, bool is_by_shell);
  void print(const Value& text);

  void doubt(Doubt::Kind kind, std::string detail = {});
  // Commands that nobody sees.
  void hide(Doubt::Kind kind, const std::string& detail = {});
  // Both.
  void lose(Doubt::Kind kind, const std::string& detail = {});
  void note_bash(Place place);
  // "set -e" after a command that failed, or may have.
  void leave_if_failed(const ShellNode& node, const Status& status);
  bool may_go_on();

  void record(ProgramCall call);

  Reading out_;
  std::string drafts_;
  ShellState state_;
  Script script_;
  const ShellNode* node_ = nullptr;  // The simple command of now.
  std::vector<std::shared_ptr<const ShellScript>> kept_;
  ShellState::Substitute substitute_;
  Place place_;
  Flow flow_ = Flow::on;
  std::optional<bool> returned_;
  Status substituted_;       // Of the last "$(...)".
  Value* output_ = nullptr;  // Of "$(...)" or a pipe.
  Value input_ = unknown_value(false);
  bool is_remote_ = false;
  int scripts_ = 0;  // Called by one another.
  int nesting_ = 0;
  int steps_ = 0;
  int uncertain_ = 0;  // Conditions around, of which only a run tells.
  int tested_ = 0;     // Conditions around, in which a failure stops nothing.
  std::chrono::seconds slept_{};
  bool has_waited_ = false;
};

}  // namespace upshid::check

#endif
