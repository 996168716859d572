#!/usr/bin/env python3
"""Runs cluster_shutdown.py as upssched-cmd runs it. The hosts are files; a small ssh in PATH answers for them."""

import fcntl
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent

# Arguments are -o OPTION..., --, HOST, COMMAND. HOST is a file of shell; no such file: nobody answers. What
# comes in is written down, begin and end.
SSH = """#!/bin/sh
while [ "$1" != -- ]; do shift; done
host=$2 command=$3
echo "begin $host: $command" >>"$HOSTS/log"
[ -e "$HOSTS/$host" ] || { echo "ssh: connect to host $host: No route to host" >&2; exit 255; }
. "$HOSTS/$host"
status=$?
echo "end $host: $command" >>"$HOSTS/log"
exit $status
"""


class Test(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.hosts = self.folder / "hosts"
        self.hosts.mkdir()
        (self.folder / "bin").mkdir()
        ssh = self.folder / "bin" / "ssh"
        ssh.write_text(SSH)
        ssh.chmod(0o755)
        self.ini = self.folder / "cluster.ini"

    def host(self, name, answer="true"):
        (self.hosts / name).write_text(answer + "\n")

    def start(self, *arguments):
        environment = dict(os.environ, HOSTS=str(self.hosts), PATH=f"{self.folder}/bin:/usr/bin:/bin")
        return subprocess.Popen([sys.executable, "-B", HERE / "cluster_shutdown.py", "--config", self.ini, "--reason",
                                 "test", *arguments], env=environment, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def run_it(self, ini, *arguments):
        self.ini.write_text(ini)
        with self.start(*arguments) as process:
            out, err = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def asked(self):
        log = self.hosts / "log"
        return log.read_text().splitlines() if log.exists() else []

    @staticmethod
    def results(ran):
        lines = [json.loads(line) for line in ran.stdout.splitlines()]
        return {line["host"]: line["result"] for line in lines if line["event"] == "host"}

    def test_order(self):
        """cluster_shutdown.py starts a stage when the one before it has finished"""
        for name in ("a", "b", "c"):
            self.host(name)
        ran = self.run_it("[cluster]\ncommand = off\n[stage z]\nhosts = a b\n[stage y]\nhosts = c\n")
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        asked = self.asked()
        self.assertEqual(sorted(asked[:4]), ["begin a: off", "begin b: off", "end a: off", "end b: off"])
        self.assertEqual(asked[4:], ["begin c: off", "end c: off"])
        self.assertEqual(self.results(ran), {"a": "ok", "b": "ok", "c": "ok"})

    def test_parallel(self):
        """cluster_shutdown.py contacts the hosts of a stage at the same time"""
        # Each host ends only when the other has begun.
        wait = 'mkfifo "$HOSTS/{0}.go" 2>/dev/null; echo >"$HOSTS/{1}.go" & read -r _ <"$HOSTS/{0}.go"'
        self.host("a", wait.format("a", "b"))
        self.host("b", wait.format("b", "a"))
        os.mkfifo(self.hosts / "a.go")
        os.mkfifo(self.hosts / "b.go")
        ran = self.run_it("[stage one]\nhosts = a b\ncommand_timeout = 20\n")
        self.assertEqual(self.results(ran), {"a": "ok", "b": "ok"})

    def test_unreachable(self):
        """cluster_shutdown.py continues without a host that does not answer, and exits with 3"""
        self.host("b")
        ran = self.run_it("[stage one]\nhosts = gone\n[stage two]\nhosts = b\n")
        self.assertEqual(ran.returncode, 3)
        self.assertEqual(self.results(ran), {"gone": "unreachable", "b": "ok"})
        line = json.loads(ran.stdout.splitlines()[1])
        self.assertEqual(line["said"], "ssh: connect to host gone: No route to host")
        self.assertEqual((line["status"], line["reason"]), (255, "test"))

    def test_failed(self):
        """cluster_shutdown.py exits with 4 if a host's command fails, whatever the others do"""
        self.host("a", "echo 'sudo: a password is required' >&2; false")
        ran = self.run_it("[stage one]\nhosts = a gone\n")
        self.assertEqual(ran.returncode, 4)
        self.assertEqual(self.results(ran), {"a": "failed", "gone": "unreachable"})

    def test_timeout(self):
        """cluster_shutdown.py does not wait for a command that never exits"""
        self.host("a", "exec sleep 600")
        ran = self.run_it("[stage one]\nhosts = a\nconnect_timeout = 1\ncommand_timeout = 1\n")
        self.assertEqual(ran.returncode, 4)
        self.assertEqual(json.loads(ran.stdout.splitlines()[1])["said"], "not done after 2 s")

    def test_down(self):
        """cluster_shutdown.py waits until the hosts of a stage are down before the next starts"""
        # It answers once after its command, then it is gone.
        self.host("a", '[ "$command" = off ] || rm "$HOSTS/a"')
        self.host("b")
        ran = self.run_it("[cluster]\ncommand = off\n[stage one]\nhosts = a\ndown_timeout = 60\n[stage two]\nhosts = b\n")
        self.assertEqual(ran.returncode, 0)
        self.assertEqual(self.asked(), ["begin a: off", "end a: off", "begin a: true", "end a: true", "begin a: true",
                                        "begin b: off", "end b: off"])

    def test_dry_run(self):
        """cluster_shutdown.py --dry-run prints what it would run, and runs nothing"""
        self.host("a")
        ran = self.run_it("[stage one]\nhosts = a root@b\ncommand = sudo poweroff\n", "--dry-run")
        options = "-o BatchMode=yes -o ConnectTimeout=5 -o ServerAliveInterval=5 -o ServerAliveCountMax=2"
        self.assertEqual((ran.returncode, ran.stdout), (0, f"one: ssh {options} -- a 'sudo poweroff'\n"
                                                           f"one: ssh {options} -- root@b 'sudo poweroff'\n"))
        self.assertEqual(self.asked(), [])

    def test_example(self):
        """cluster.ini is what cluster_shutdown.py reads"""
        ran = self.run_it((HERE / "cluster.ini").read_text(), "--dry-run")
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertEqual([line.split(":")[0] for line in ran.stdout.splitlines()], ["workers"] * 3 + ["storage"])

    def test_mistakes(self):
        """cluster_shutdown.py refuses a file with an error before it contacts a host, and reports where it is"""
        for ini, said in (
                ("", "no [stage NAME]"),
                ("[stage one]\nhosts =\n", "[stage one] has no hosts"),
                ("[stages]\nhosts = a\n", "[stages], expected [cluster] or [stage NAME]"),
                ("[stage one]\nhost = a\n", "[stage one] host, expected one of command, command_timeout, connect_timeout, "),
                ("[stage one]\nhosts = -oProxyCommand=x\n", "host '-oProxyCommand=x', expected a name"),
                ("[stage one]\nhosts = a\ndown_timeout = soon\n",
                 "[stage one] down_timeout = 'soon', expected a whole number from 0 on"),
                ("[stage one]\nhosts = a\n[stage one]\nhosts = b\n", "section 'stage one' already exists")):
            with self.subTest(said):
                ran = self.run_it(ini)
                self.assertEqual(ran.returncode, 2)
                self.assertIn(said, ran.stderr)
                self.assertEqual(self.asked(), [])

    def test_log(self):
        """cluster_shutdown.py appends to an existing log, and works without one"""
        self.host("a")
        log = self.folder / "log"
        log.write_text("before\n")
        ran = self.run_it("[stage one]\nhosts = a\n", "--log", str(log))
        self.assertEqual(log.read_text(), "before\n" + ran.stdout)
        ran = self.run_it("[stage one]\nhosts = a\n", "--log", str(self.folder / "no" / "log"))
        self.assertEqual((ran.returncode, self.results(ran)), (0, {"a": "ok"}))
        self.assertIn("No such file or directory", ran.stderr)

    def test_two(self):
        """a second cluster_shutdown.py waits for the first, and tries the hosts again"""
        self.host("a")
        ini = "[stage one]\nhosts = a\n"
        self.ini.write_text(ini)
        with open(self.ini, encoding="utf-8") as first:
            fcntl.flock(first, fcntl.LOCK_EX)
            with self.start() as second:
                # The kernel marks who waits for a lock.
                while not any(f" {second.pid} " in line and "->" in line
                              for line in pathlib.Path("/proc/locks").read_text().splitlines()):
                    self.assertIsNone(second.poll())
                self.assertEqual(self.asked(), [])
                fcntl.flock(first, fcntl.LOCK_UN)
                self.assertEqual(second.wait(), 0)
        self.assertEqual(len(self.asked()), 2)


if __name__ == "__main__":
    unittest.main()
