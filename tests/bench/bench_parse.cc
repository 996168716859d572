// bench-parse SECONDS FILE...: parses report descriptors (FILE: hexadecimal, or binary) over and
// over, and prints how many bytes it has parsed a second.

#include <upshid/hid.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

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
  if (argc < 3) return 2;
  const std::chrono::duration<double> wanted(std::strtod(argv[1], nullptr));
  std::vector<std::vector<std::uint8_t>> all;
  for (int i = 2; i < argc; ++i) all.push_back(load(argv[i]));
  std::size_t bytes = 0;
  std::size_t fields = 0;
  std::size_t rounds = 0;
  const auto begin = Clock::now();
  std::chrono::duration<double> took{};
  while (took < wanted) {
    for (const auto& descriptor : all) {
      const auto parsed = upshid::hid::parse(descriptor);
      fields += parsed ? parsed->fields.size() : 0;
      bytes += descriptor.size();
    }
    ++rounds;
    took = Clock::now() - begin;
  }
  std::printf("%.0f bytes a second, %.2f us a descriptor, %zu fields in %zu descriptors\n",
              static_cast<double>(bytes) / took.count(),
              took.count() * 1e6 / static_cast<double>(rounds * all.size()), fields / rounds,
              all.size());
}
