// Every complaint has a code, which programs use instead of its words.

#include <doctest/doctest.h>

#include <string>

#include "conf/nut_conf.h"
#include "conf/ups_conf.h"
#include "conf/upshid_conf.h"
#include "conf/upsmon_conf.h"
#include "conf/upssched_conf.h"
#include "unit/conf/complaints.h"

using namespace upshid;
using namespace upshid::conf;

namespace {

std::string codes(const Complaints& complaints) {
  std::string out;
  for (const Complaint& complaint : complaints)
    out += (out.empty() ? "" : " ") + std::string(name_of(complaint.code));
  return out;
}

}  // namespace

TEST_CASE("complaints about ups.conf have codes") {
  const auto of = [](std::string_view text) { return codes(parse_ups_conf(text, "f").complaints); };
  CHECK(of("[a]\ndriver = usbhid-ups\nserial 1\n") == "syntax");
  CHECK(of("[a]\ndriver = usbhid-ups\nserial =\n") == "missing_value");
  CHECK(of("[a]\ndriver = usbhid-ups\ndesc = a b\n") == "extra_words");
  CHECK(of("[a]\ndriver = usbhid-ups\nlowbatt = x\n") == "bad_value");
  CHECK(of("[a]\ndriver = usbhid-ups\nlowbat = 1\n") == "unknown_name");
  CHECK(of("[a]\ndriver = usbhid-ups\ndesc = a\ndesc = b\n") == "repeated");
  CHECK(of("[a]\ndriver = usbhid-ups\n[A]\ndriver = usbhid-ups\n") == "ambiguous_name");
  CHECK(of("[a]\n") == "missing_setting");
  CHECK(of("[a]\ndriver = usbhid-ups\ndesc = a\xc3\xa9\n") == "bad_byte");
  CHECK(of("[a]\ndriver = usbhid-ups\ndesc = " + std::string(600, 'x') + "\n") == "too_long");
}

TEST_CASE("complaints about upsmon.conf, upssched.conf, upshid.conf and nut.conf have codes") {
  const auto upsmon = [](std::string_view text) {
    return codes(parse_upsmon_conf(text, "f").complaints);
  };
  CHECK(upsmon("MINSUPPLIES 0\n") == "supplies");
  CHECK(upsmon("FORCESSL 1\n") == "no_effect");
  CHECK(upsmon("MONITOR a@elsewhere 1 u p secondary\n") == "other_machine");
  CHECK(upsmon("NOTIFYFLAG ONBAT EXEC\n") == "unknown_name");
  const auto upssched = [](std::string_view text) {
    return codes(parse_upssched_conf(text, "f").complaints);
  };
  CHECK(upssched("AT ONBATT * EXECUTE x\n") == "missing_setting wrong_for_nut");
  CHECK(upssched("PIPEFN p\nLOCKFN l\nCMDSCRIPT c\nAT ONBATT * START-TIMER x\n") ==
        "no_effect no_effect missing_value");
  CHECK(codes(parse_upshid_conf("SELFTEST hourly\n", "f").complaints) == "bad_value");
  CHECK(codes(parse_nut_conf("MODE none\n", "f").complaints) == "syntax missing_setting");
}
