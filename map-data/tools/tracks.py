#!/usr/bin/env python3
"""Makes scenarios/2021-07/positions.csv: demo teams (示例) walking to and fro along sketched legs. Python 3.9 or newer.

    map-data/tools/tracks.py           writes the file
    map-data/tools/tracks.py --check   exit 1 when the committed file is not what it would write
"""

import math
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "scenarios/2021-07/positions.csv"
CHINA = timezone(timedelta(hours=8))
EVERY = timedelta(minutes=10)

# team, speed in m/s, begin, end, waypoints: walked from the first to the last and back again
WALKS = [
    ("@patrol-1", 1.1, "2021-07-21T18:30", "2021-07-22T21:00", [(114.346, 35.513), (114.357, 35.517), (114.368, 35.522), (114.379, 35.527)]),
    ("@patrol-2", 1.1, "2021-07-21T20:00", "2021-07-25T08:00", [(114.470, 35.580), (114.480, 35.582), (114.489, 35.587), (114.497, 35.594)]),
    ("@rescue-1", 6.0, "2021-07-22T21:30", "2021-07-22T23:30", [(114.545, 35.670), (114.520, 35.640), (114.470, 35.590), (114.420, 35.555), (114.370, 35.525)]),
    ("@rescue-1", 0.5, "2021-07-22T23:40", "2021-07-26T03:00", [(114.370, 35.525), (114.371, 35.526), (114.369, 35.524)]),
]


def metres(one, two):
    shrink = math.cos(math.radians(one[1]))
    return math.hypot((two[0] - one[0]) * shrink, two[1] - one[1]) * 111_200


def heading(one, two):
    shrink = math.cos(math.radians(one[1]))
    return math.degrees(math.atan2((two[0] - one[0]) * shrink, two[1] - one[1])) % 360


def along(points, distance):
    """The place so many metres along the way there and back, and the direction of walking."""
    way = points + points[-2::-1]
    total = sum(metres(a, b) for a, b in zip(way, way[1:]))
    rest = distance % total
    for one, two in zip(way, way[1:]):
        leg = metres(one, two)
        if rest <= leg and leg > 0:
            share = rest / leg
            return one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share, heading(one, two)
        rest -= leg
    return *way[-1], 0.0


def lines():
    yield "team,time,lon,lat,speed_m_s,heading_deg"
    for team, speed, begin, end, points in WALKS:
        start = datetime.fromisoformat(begin).replace(tzinfo=CHINA)
        stop = datetime.fromisoformat(end).replace(tzinfo=CHINA)
        now = start
        while now <= stop:
            lon, lat, degrees = along(points, speed * (now - start).total_seconds())
            yield f"{team},{now.isoformat()},{lon:.4f},{lat:.4f},{speed},{degrees:.0f}"
            now += EVERY


made = "\n".join(lines()) + "\n"
if sys.argv[1:] == ["--check"]:
    sys.exit(0 if FILE.exists() and FILE.read_text(encoding="utf-8") == made else f"{FILE} is not what tracks.py writes")
FILE.write_text(made, encoding="utf-8")
