// upshid-sched: checks and rehearses what happens when line power fails; controls upshid-monitor.

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
    case Verb::called_by_nut:
      break;
  }
  return sched::called_by_nut(complainer);
}

Answer run(int argc, char** argv, const cli::Complainer& complainer) {
  if (auto words = sched::words_of_rehearse(argc, argv); !words.empty())
    return sched::rehearse(static_cast<int>(words.size()), words.data(), complainer);
  return cli::act_on(sched::parse_options(argc, argv, sched::is_called_by_nut()), complainer,
                     sched::help_text,
                     [&](const sched::Options& options) { return perform(options, complainer); });
}

}  // namespace

int main(int argc, char** argv) {
  return cli::run_tool("upshid-sched", argc, argv, run);
}
