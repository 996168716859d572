#!/usr/bin/env python3
"""Draws every scenario of every example, and has Python's parsers read picture and JSON.

well_formed.py UPSHID-SCHED EXAMPLES
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

SCENARIOS = ["blip", "flicker", "long", "last-moment", "usb-drop", "battery-test", "monitor-killed", "low-on-mains",
             "comms-lost"]
UPSES = ["virtual:CP850PFCLCDa", "virtual:CP850PFCLCDa,charge=40,load=60", "virtual:ST-Series", "virtual:UT1500E"]
SVG = "{http://www.w3.org/2000/svg}"


def width_of(text):
    """As wide as the widest usual font draws it."""
    return len(text.text or "") * 7.2


def check_picture(path):
    """A picture whose texts stand inside it and not on each other."""
    root = xml.parse(path).getroot()
    assert root.tag == SVG + "svg", root.tag
    width, height = (float(number) for number in root.get("viewBox").split()[2:])
    boxes = []
    for text in root.iter(SVG + "text"):
        if "title" in text.get("class", ""):
            continue
        x, y, room = float(text.get("x")), float(text.get("y")), width_of(text)
        x -= {"end": room, "middle": room / 2}.get(text.get("text-anchor"), 0)
        assert -1 <= x and x + room <= width + 160 and 0 < y < height, (path, text.text, x, y)
        boxes.append((x, x + room, y - 10, y, text.text))
    for index, (left, right, top, bottom, words) in enumerate(boxes):
        for other in boxes[index + 1:]:
            apart = right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
            assert apart, (path, words, other[4])


def main():
    sched, examples = sys.argv[1:]
    drawn = 0
    with tempfile.TemporaryDirectory() as folder:
        for confdir in [pathlib.Path(examples) / "nut", pathlib.Path(examples) / "nut-as-found", pathlib.Path(folder)]:
            for ups in UPSES:
                for scenario in SCENARIOS:
                    picture = pathlib.Path(folder) / "picture.svg"
                    ran = subprocess.run([sched, "rehearse", "--confdir", confdir, "--scenario", scenario, "--json",
                                          "--svg", picture, ups], capture_output=True, check=False)
                    assert ran.returncode in (0, 15), (ran.args, ran.returncode, ran.stderr)
                    told = json.loads(ran.stdout)
                    assert (told["verdict"]["level"] == "safe") == (ran.returncode == 0), ran.args
                    times = [entry["at"] for entry in told["timeline"]]
                    assert times == sorted(times), (ran.args, times)
                    check_picture(picture)
                    drawn += 1
    print(f"{drawn} pictures")


if __name__ == "__main__":
    main()
