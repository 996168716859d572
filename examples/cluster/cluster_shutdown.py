#!/usr/bin/env python3
"""Shut a cluster down over ssh: stage by stage, all hosts of a stage at the same time.

The hosts are in an INI file; cluster.ini beside this file shows all settings. Each step is a line of JSON on
standard output and in --log FILE. ssh must work without a password: with a key and a known host.

Exit status: 0 every host accepted its command; 2 usage error or error in the INI file, nothing was done; 3 some
hosts did not answer, the others accepted it; 4 a host answered, and its command failed or did not exit in time.
If another run is active, wait for it and try the hosts again: most will not answer.
"""

import argparse
import concurrent.futures
import configparser
import dataclasses
import datetime
import fcntl
import json
import pathlib
import shlex
import subprocess
import sys
import threading
import time

OK, UNREACHABLE, FAILED = 0, 3, 4
SSH_FAILED = 255  # ssh(1): 255 is an error of ssh; anything else is the command's status.


class Refused(Exception):
    """The INI file has an error; the text says where and why."""


@dataclasses.dataclass
class Stage:
    name: str
    hosts: list[str]
    command: str
    connect_timeout: int
    command_timeout: int
    down_timeout: int


def seconds(section, key, least):
    text = section.get(key, "")
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise Refused(f"[{section.name}] {key} = {text!r}, expected a whole number from {least} on")
    return int(text)


def read_stages(path):
    ini = configparser.ConfigParser(interpolation=None, default_section="cluster")
    ini.read_dict({"cluster": {"command": "sudo /sbin/shutdown -h +0", "connect_timeout": "5",
                               "command_timeout": "30", "down_timeout": "0"}})
    try:
        with open(path, encoding="utf-8") as file:
            ini.read_file(file)
    except (OSError, UnicodeDecodeError, configparser.Error) as error:
        raise Refused(str(error)) from error
    known = {"hosts", "command", "connect_timeout", "command_timeout", "down_timeout"}
    stages = []
    for name in ini.sections():
        section = ini[name]
        if not name.startswith("stage "):
            raise Refused(f"[{name}], expected [cluster] or [stage NAME]")
        if unknown := sorted(set(section) - known):
            raise Refused(f"[{name}] {unknown[0]}, expected one of {', '.join(sorted(known))}")
        hosts = section.get("hosts", "").split()
        if not hosts:
            raise Refused(f"[{name}] has no hosts")
        # ssh would read it as an option.
        if bad := [host for host in hosts if host.startswith("-")]:
            raise Refused(f"[{name}] host {bad[0]!r}, expected a name")
        stages.append(Stage(name.removeprefix("stage ").strip(), hosts, section["command"],
                            seconds(section, "connect_timeout", 1),
                            seconds(section, "command_timeout", 1),
                            seconds(section, "down_timeout", 0)))
    if not stages:
        raise Refused(f"{path}: no [stage NAME]")
    return stages


class Log:
    """One line of JSON for each step, written at once: this machine may be the next to lose its power."""

    def __init__(self, path, reason):
        self.file = open(path, "a", encoding="utf-8") if path else None
        self.reason = reason
        self.lock = threading.Lock()

    def write(self, event, **more):
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")
        line = json.dumps({"time": now, "reason": self.reason, "event": event, **more})
        with self.lock:
            for file in filter(None, (sys.stdout, self.file)):
                try:
                    print(line, file=file, flush=True)
                except OSError:
                    pass  # A full disk or a closed pipe must not keep a host up.


def ssh(stage, host, command):
    return ["ssh", "-o", "BatchMode=yes", "-o", f"ConnectTimeout={stage.connect_timeout}",
            "-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=2", "--", host, command]


def run(arguments, timeout):
    """(exit status, last line of standard error); the status is None if it did not exit in time."""
    try:
        done = subprocess.run(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return None, f"not done after {timeout} s"
    except OSError as error:
        return SSH_FAILED, f"ssh: {error.strerror}"
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return done.returncode, said[-1] if said else ""


def shut_down(stage, host, log):
    begun = time.monotonic()
    status, said = run(ssh(stage, host, stage.command), stage.connect_timeout + stage.command_timeout)
    result = {0: OK, SSH_FAILED: UNREACHABLE}.get(status, FAILED)
    log.write("host", stage=stage.name, host=host, status=status, said=said,
              result={OK: "ok", UNREACHABLE: "unreachable", FAILED: "failed"}[result],
              seconds=round(time.monotonic() - begun, 1))
    return result


def wait_until_down(stage, host, until, log):
    while time.monotonic() < until:
        status, _ = run(ssh(stage, host, "true"), stage.connect_timeout + 5)
        if status != 0:
            log.write("down", stage=stage.name, host=host)
            return
        time.sleep(min(2, max(0, until - time.monotonic())))
    log.write("still up", stage=stage.name, host=host)


def run_stage(stage, log):
    log.write("stage", stage=stage.name, hosts=stage.hosts)
    with concurrent.futures.ThreadPoolExecutor(max_workers=len(stage.hosts)) as pool:
        results = list(pool.map(lambda host: shut_down(stage, host, log), stage.hosts))
        until = time.monotonic() + stage.down_timeout
        took_it = [host for host, result in zip(stage.hosts, results) if result == OK]
        if stage.down_timeout:
            list(pool.map(lambda host: wait_until_down(stage, host, until, log), took_it))
    return max(results)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reason", required=True, help="the reason, for the log")
    parser.add_argument("--config", default="/etc/upshid/cluster.ini", help="the INI file; default %(default)s")
    parser.add_argument("--log", type=pathlib.Path, help="append the JSON lines to FILE", metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help="print what would be run; run nothing")
    options = parser.parse_args()
    try:
        stages = read_stages(options.config)
    except Refused as refused:
        parser.error(str(refused))
    if options.dry_run:
        for stage in stages:
            for host in stage.hosts:
                print(f"{stage.name}: {shlex.join(ssh(stage, host, stage.command))}")
        return OK
    with open(options.config, encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            log = Log(options.log, options.reason)
        except OSError as error:  # A missing log must not prevent the shutdown.
            print(f"cluster_shutdown: {error}", file=sys.stderr)
            log = Log(None, options.reason)
        worst = max(run_stage(stage, log) for stage in stages)
        log.write("end", status=worst)
        return worst


if __name__ == "__main__":
    sys.exit(main())
