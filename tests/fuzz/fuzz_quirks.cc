// The bytes are a quirks file, applied to a small device.

#include "fuzz/require.h"
#include "quirks/apply.h"

using namespace upshid;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  auto parsed = quirks::parse_quirks(text, "fuzz");
  if (parsed.error) {
    require(parsed.error->file == "fuzz" && parsed.error->line > 0 && parsed.error->column > 0);
    return 0;
  }
  quirks::Rules rules;
  rules.add(std::move(parsed.rows));
  hid::Descriptor descriptor;
  descriptor.collections = {{{0x84, 0x04}, 1, -1, 0}, {{0x84, 0x1c}, 0, 0, 0}};
  for (const auto id : std::initializer_list<std::uint16_t>{0x30, 0x32, 0x40, 0x54}) {
    hid::Field field;
    field.usage = {0x84, id};
    field.bit_size = 16;
    field.collection = 1;
    field.logical_max = 255;
    descriptor.fields.push_back(field);
  }
  power::UsagePaths paths(descriptor);
  DeviceInfo device;
  device.vendor_id = 0x0764;
  device.product_id = 0x0501;
  quirks::Applied applied = quirks::apply(rules, device, descriptor, paths);
  require(applied.never_read.size() == descriptor.fields.size());
  std::vector<std::optional<quirks::Value>> values(descriptor.fields.size(),
                                                   quirks::Value{100, {}});
  quirks::correct(applied, values);
  return 0;
}
