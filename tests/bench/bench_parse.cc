// bench-parse SECONDS FILE...: parses report descriptors, in hexadecimal in the files, over and
// over. Prints the microseconds of the very first parse, those of one in the loop, and how many
// fields a round has found.

#include <upshid/hid.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

std::vector<std::uint8_t> load(const char* path) {
  std::ifstream file(path);
  std::vector<std::uint8_t> bytes;
  for (std::string word; file >> word;) {
    bytes.push_back(static_cast<std::uint8_t>(std::strtoul(word.c_str(), nullptr, 16)));
  }
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: bench-parse SECONDS FILE...\n");
    return 2;
  }
  const Seconds wanted(std::strtod(argv[1], nullptr));
  std::vector<std::vector<std::uint8_t>> all;
  for (int i = 2; i < argc; ++i) all.push_back(load(argv[i]));
  auto begin = Clock::now();
  if (const auto parsed = upshid::hid::parse(all.front()); !parsed) {
    std::fprintf(stderr, "bench-parse: %s: %s\n", argv[2], parsed.error().text().c_str());
    return 1;
  }
  const Seconds first = Clock::now() - begin;
  std::size_t fields = 0;
  std::size_t rounds = 0;
  Seconds took{};
  begin = Clock::now();
  do {
    for (const auto& descriptor : all) {
      const auto parsed = upshid::hid::parse(descriptor);
      fields += parsed ? parsed->fields.size() : 0;
    }
    ++rounds;
    took = Clock::now() - begin;
  } while (took < wanted);
  std::printf("%.0f %.2f %zu\n", first.count() * 1e6,
              took.count() * 1e6 / static_cast<double>(rounds * all.size()), fields / rounds);
}
