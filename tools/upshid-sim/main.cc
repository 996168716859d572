// upshid-sim: a simulated UPS on the USB of a real host.

#include <fmt/format.h>
#include <unistd.h>
#include <upshid/upshid.h>

#include <system_error>

#include "base/boot_clock.h"
#include "base/file.h"
#include "base/write_all.h"
#include "cli/tool.h"
#include "upshid-sim/control_path.h"
#include "upshid-sim/do_client.h"
#include "upshid-sim/options.h"
#include "upshid-sim/runner.h"
#include "virtual/spec.h"

namespace {

using namespace upshid;
using cli::Answer;
using cli::ExitStatus;
using sim::Action;

Answer refuse(const Error& error, const cli::Complainer& complainer) {
  complainer.say(error.text());
  return {{}, cli::exit_status_of(error)};
}

Result<std::unique_ptr<sim::HostPort>> make_port(const sim::Options& options) {
  if (options.action == Action::serve) return sim::make_tcp_port(options.port);
  return sim::make_vhci_port(options.port);
}

Result<sim::Run> prepare(const sim::Options& options) {
  auto opened = sim::open_unit(options.unit, base::boot_time_now());
  if (!opened) return opened.error();
  if (options.speed) opened->unit->set_speed(*options.speed);
  std::vector<sim::ScenarioLine> scenario;
  if (!options.scenario.empty()) {
    const auto text = base::read_file(options.scenario);
    if (!text) return text.error();
    auto lines = sim::parse_scenario(*text, options.scenario);
    if (!lines) return lines.error();
    scenario = std::move(*lines);
  }
  sim::TransferLog log;
  if (!options.log.empty()) {
    auto file = sim::TransferLog::open(options.log);
    if (!file) return file.error();
    log = std::move(*file);
  }
  auto port = make_port(options);
  if (!port) return port.error();
  const std::string name = options.name.empty() ? opened->unit->identity().name : options.name;
  auto control = sim::ControlServer::listen(
      options.control.empty() ? sim::control_path(sim::control_folder(), name) : options.control);
  if (!control) return control.error();
  return sim::Run{std::move(*opened),  std::move(*port), std::move(*control), std::move(log),
                  std::move(scenario), options.latency,  options.cycle};
}

Answer run_unit(const sim::Options& options, const cli::Complainer& complainer) {
  auto prepared = prepare(options);
  if (!prepared) return refuse(prepared.error(), complainer);
  int output_error = 0;
  // Printed at once: a script waits for this line.
  const auto ended = sim::run(std::move(*prepared), [&](const std::string& line) {
    output_error = base::write_all(STDOUT_FILENO, line);
  });
  if (!ended) return refuse(ended.error(), complainer);
  if (output_error == 0) return {};
  complainer.say(
      fmt::format("cannot write the output: {}", std::generic_category().message(output_error)));
  return {{}, ExitStatus::output};
}

Answer command(const sim::Options& options, const cli::Complainer& complainer) {
  auto reply = sim::tell(options);
  if (!reply) return refuse(reply.error(), complainer);
  if (reply->status == ExitStatus::ok) return {std::move(reply->text)};
  complainer.say(reply->text);
  return {{}, reply->status};
}

Answer list() {
  std::string out;
  for (const std::string& name : virtual_ups::profile_names()) out += name + "\n";
  return {std::move(out)};
}

Answer perform(const sim::Options& options, const cli::Complainer& complainer) {
  switch (options.action) {
    case Action::attach:
    case Action::serve:
      return run_unit(options, complainer);
    case Action::command:
      return command(options, complainer);
    case Action::list:
      break;
  }
  return list();
}

Answer run(int argc, char** argv, const cli::Complainer& complainer) {
  const auto options = sim::parse_options(argc, argv);
  return cli::act_on(
      options, complainer, [&] { return sim::help_text(*options); },
      [&](const sim::Options& given) { return perform(given, complainer); });
}

}  // namespace

int main(int argc, char** argv) {
  return cli::run_tool("upshid-sim", argc, argv, run);
}
