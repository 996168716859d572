// upshid-sched: checks and rehearses what happens when line power fails; controls upshid-monitor.

#include <string_view>

#include "upshid-sched/options.h"
#include "upshid-sched/rehearse.h"
#include "upshid-sched/verbs.h"

namespace {

using namespace upshid;
using sched::Answer;
using sched::Verb;

Answer perform(const sched::Options& options, const cli::Complainer& complainer) {
  switch (options.verb) {
    case Verb::test:
      return sched::test_event(options, complainer);
    case Verb::check:
      return sched::check(options, complainer);
    case Verb::start:
    case Verb::cancel:
    case Verb::reload:
    case Verb::fsd:
      return sched::command(options, complainer);
    case Verb::list:
      return sched::list(options, complainer);
    case Verb::status:
      return sched::status(options, complainer);
    case Verb::follow_plan:
      break;
  }
  return sched::follow_plan(options.socket(), options.words.empty() ? "" : options.words.front(),
                            complainer);
}

// As NUT's upssched. A NOTIFYCMD calls it with one word, the message.
bool is_notified(int argc, char** argv) {
  return cli::nut_name(argv) == "upssched" && sched::has_event() &&
         (argc < 3 || std::string_view(argv[1]) != "test");
}

Answer run(int argc, char** argv, const cli::Complainer& complainer) {
  if (is_notified(argc, argv))
    return sched::follow_plan(cli::monitor_socket({}), argc > 1 ? argv[1] : "", complainer);
  if (cli::nut_name(argv) == "upssched" && argc == 1) {
    complainer.say(
        "UPSNAME and NOTIFYTYPE are not set; to test an event, run: upssched test TYPE [UPS]");
    return {{}, cli::ExitStatus::usage};
  }
  if (auto words = sched::words_of_rehearse(argc, argv); !words.empty())
    return sched::rehearse(static_cast<int>(words.size()), words.data(), complainer);
  return cli::act_on(sched::parse_options(argc, argv, sched::has_event()), complainer,
                     sched::help_text,
                     [&](const sched::Options& options) { return perform(options, complainer); });
}

}  // namespace

int main(int argc, char** argv) {
  return cli::run_tool("upshid-sched", argc, argv, run);
}
