// The bytes are a report descriptor; its own tail serves as every report's payload.

#include <upshid/hid.h>

#include <algorithm>

#include "fuzz/require.h"
#include "power/usage_path.h"
#include "power/usages.h"

using namespace upshid;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span bytes(data, size);
  const auto descriptor = hid::parse(bytes);
  require(!hid::describe(bytes, power::name_of).empty() || size == 0);
  if (!descriptor) {
    require(!descriptor.error().where.empty());
    return 0;
  }
  const hid::Budget budget;
  require(descriptor->fields.size() <= budget.fields);
  const power::UsagePaths paths(*descriptor);
  const auto payload = bytes.subspan(size / 2);
  for (std::size_t i = 0; i < descriptor->fields.size(); ++i) {
    const hid::Field& field = descriptor->fields[i];
    const hid::Report* report = descriptor->find_report(field.type, field.report_id);
    require(report != nullptr);
    require(std::uint64_t{field.bit_offset} + std::uint64_t{field.bit_size} * field.count <=
            report->bit_size);
    require(report->bit_size <= budget.report_bits);
    require(field.is_padding() == paths.path(i).empty());
    const auto value = hid::extract(field, payload);
    if (!value) continue;
    static_cast<void>(hid::to_physical(field, *value));
    std::vector<std::uint8_t> copy(payload.begin(), payload.end());
    require(hid::insert(field, copy, *value).has_value());
    require(std::equal(copy.begin(), copy.end(), payload.begin()));
  }
  return 0;
}
