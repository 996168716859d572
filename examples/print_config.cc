// Prints what a configuration means and what is wrong with it: print_config [DIRECTORY].
// Exits with status 1 if this machine would not be shut down with it.

#include <upshid/upshid.h>

#include <cstdio>
#include <string>

namespace {

std::string text_of(const upshid::PlanLine& line) {
  const std::string when = std::string(upshid::name_of(line.type)) + " of " + line.ups;
  if (line.starts_timer()) {
    return when + ": start timer " + line.argument + ", which runs that command after " +
           std::to_string(line.delay.count()) + " s";
  }
  if (line.cancels_timer()) {
    const std::string otherwise = line.otherwise.empty() ? "" : ", or run " + line.otherwise;
    return when + ": cancel timer " + line.argument + otherwise;
  }
  return when + ": run " + line.argument;
}

const char* or_none(const std::string& text) {
  return text.empty() ? "(none)" : text.c_str();
}

}  // namespace

int main(int argc, char** argv) {
  const auto config = upshid::Config::load(argc > 1 ? argv[1] : "");
  if (!config) {
    std::fprintf(stderr, "%s\n", config.error().text().c_str());
    return 1;
  }
  for (const upshid::ConfiguredUps& ups : config->upses()) {
    std::printf("UPS %s: %s, power value %d\n", ups.target.name.c_str(), or_none(ups.description),
                ups.power_value);
  }
  std::printf("shutdown below %d power supplies: %s\n", config->min_supplies(),
              or_none(config->shutdown_command()));
  const auto thresholds = config->thresholds();
  if (thresholds.charge) std::printf("or at %d %% charge\n", *thresholds.charge);
  if (thresholds.runtime)
    std::printf("or with %lld s left\n", static_cast<long long>(thresholds.runtime->count()));

  std::printf("NOTIFYCMD: %s\n", or_none(config->notify_command()));
  if (config->has_plan()) {
    const auto& script = config->command_script();
    std::printf("commands are arguments of %s\n", script.empty() ? "(none)" : script[0].c_str());
    for (const upshid::PlanLine& line : config->plan())
      std::printf("  %s\n", text_of(line).c_str());
  }

  // A complaint has a code, so there is no need to search its text.
  int errors = 0;
  for (const upshid::Complaint& complaint : config->complaints()) {
    if (complaint.code == upshid::ComplaintCode::no_effect) continue;
    if (complaint.severity >= upshid::Severity::error) ++errors;
    std::printf("%s: %s\n", std::string(name_of(complaint.severity)).c_str(),
                complaint.text().c_str());
  }
  std::printf("%d errors\n", errors);
  return config->danger() ? 1 : 0;
}
