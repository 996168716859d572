#!/usr/bin/env python3
"""Runs upssched-cmd as the monitor does, with a logger and a controller that record their arguments."""

import os
import pathlib
import subprocess
import tempfile
import unittest

NUT = pathlib.Path(__file__).resolve().parent
AS_FOUND = NUT.parent / "nut-as-found"


def commands_of(folder):
    """The names that upssched.conf passes to upssched-cmd: of timers, and of EXECUTE."""
    lines = [line.split() for line in (folder / "upssched.conf").read_text().splitlines()]
    return sorted({line[4] for line in lines if line[:1] == ["AT"] and line[3] in ("START-TIMER", "EXECUTE")})


class Test(unittest.TestCase):
    def run_it(self, folder, command, controller_status=0):
        with tempfile.TemporaryDirectory() as name:
            made = pathlib.Path(name)
            for program, status in (("logger", 0), ("controller", controller_status)):
                file = made / program
                file.write_text(f'#!/bin/sh\necho {program} "$@"\nexit {status}\n')
                file.chmod(0o755)
            environment = {"PATH": f"{made}:/usr/bin:/bin", "CLUSTER_SHUTDOWN": str(made / "controller"),
                           "UPSNAME": "cyberpower@localhost", "NOTIFYTYPE": "ONBATT"}
            return subprocess.run([folder / "upssched-cmd", command], env=environment, capture_output=True, text=True,
                                  check=False)

    def test_every_command(self):
        """upssched-cmd knows every command of the corrected upssched.conf"""
        commands = commands_of(NUT)
        self.assertEqual(commands, ["earlyshutdown", "emergency-shutdown", "lost", "onbatt", "replace-battery"])
        for command in commands:
            with self.subTest(command):
                ran = self.run_it(NUT, command)
                self.assertEqual((ran.returncode, ran.stderr), (0, ""))
                self.assertNotIn("no such command", ran.stdout)

    def test_as_found(self):
        """upssched-cmd as found does not know its own earlyshutdown"""
        unknown = [c for c in commands_of(AS_FOUND) if "Unknown" in self.run_it(AS_FOUND, c).stdout]
        self.assertEqual(unknown, ["earlyshutdown"])

    def test_status(self):
        """upssched-cmd exits with the status of the controller, except for hosts that are already down"""
        ran = self.run_it(NUT, "emergency-shutdown")
        self.assertEqual(ran.stdout, "logger -t upssched-cmd Shutting the cluster down: low_battery\n"
                                     "controller --reason low_battery\n")
        self.assertEqual(self.run_it(NUT, "earlyshutdown", 3).returncode, 0)
        self.assertEqual(self.run_it(NUT, "earlyshutdown", 4).returncode, 4)

    def test_unknown(self):
        """upssched-cmd fails at a command that it does not know"""
        ran = self.run_it(NUT, "onbat")
        self.assertEqual((ran.returncode, ran.stdout),
                         (1, "logger -p daemon.err -t upssched-cmd no such command: onbat\n"))


if __name__ == "__main__":
    unittest.main()
