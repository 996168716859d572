#include <fmt/format.h>

#include "upshid-sim/command.h"
#include "upshid-sim/options.h"

namespace upshid::sim {

std::string help_text() {
  return R"(Usage: upshid-sim attach [options] <unit>     plug a virtual UPS into this kernel (root)
       upshid-sim serve [options] <unit>      offer it to `usbip attach` on this machine
       upshid-sim do [--to NAME] <verb> ...   tell a running one what happens; see do --help
       upshid-sim list                        list the profiles

<unit>               a profile, maybe with options, e.g. CP850PFCLCDa,charge=50; or a folder with a
                     captured device, FOLDER or FOLDER/SET
  --port N           the vhci port to plug into (any that is free); serve: the TCP port (3240),
                     0 for any
  --speed low|full   other than the unit's own
  --latency TIME     every control transfer takes so long, e.g. 4ms
  --cycle TIME       time between the interrupt reports that are sent unasked (1s); 0: only changes
  --log FILE         append every transfer with its time
  --scenario FILE    play a list of lines `TIME VERB ...`
  --name NAME        for `do --to`; the profile's or the folder's name when not given
  --control PATH     the control socket (/run/upshid-sim/NAME.sock)
  -V, --version      print the version
  -h, --help         print this help

Exit status: 0 done; 2 wrong use; 3 no such profile or folder, or none is running; 4 permission
denied; 5 several are running and none named; 6 a scenario, a folder's files or a command of the
scenario is wrong; 8 the kernel or the unit cannot do that; 9 the port is taken, input/output
error; 10 output cannot be written. See upshid-sim(8).
)";
}

std::string do_help_text() {
  return fmt::format(
      R"(Usage: upshid-sim do [--to NAME | --control PATH] <verb> ...

The answer comes when it has happened. Verbs:
{}
REPORT is a feature report's id like 0x0b; or input:0x0b, set:0x0b (SET_REPORT), string:5.
--to is needed only where several run. `upshid-sim do <verb> --help` prints one verb's line.
)",
      verb_help());
}

}  // namespace upshid::sim
