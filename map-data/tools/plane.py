"""Plane geometry in metres about a fixed origin: good to 0.1 % over one county, and the same on every machine.

Only + - * / and square roots are used, so that results do not depend on the C library.
"""

from math import sqrt

ORIGIN = (114.5, 35.65)
METRES_PER_DEGREE = (90_460.0, 110_950.0)  # lon, lat at 35.65° N on the WGS84 ellipsoid
GRID = 0.001  # degrees; the law allows positions no better than 50 m


def to_plane(lonlat):
    return tuple((lonlat[i] - ORIGIN[i]) * METRES_PER_DEGREE[i] for i in (0, 1))


def to_grid(point):
    """The nearest lon/lat with three decimals."""
    return tuple(round(ORIGIN[i] + point[i] / METRES_PER_DEGREE[i], 3) for i in (0, 1))


def distance(a, b):
    return sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)


def length(line):
    return sum(distance(a, b) for a, b in zip(line, line[1:]))


def nearest(point, line):
    """Distance to a line and the side of it: positive is left of its direction."""
    best = None
    for a, b in zip(line, line[1:]):
        dx, dy = b[0] - a[0], b[1] - a[1]
        along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy)
        along = min(1.0, max(0.0, along))
        foot = (a[0] + along * dx, a[1] + along * dy)
        far = distance(point, foot)
        cross = dx * (point[1] - a[1]) - dy * (point[0] - a[0])
        if best is None or far < best[0]:
            best = (far, cross)
    return best


def inside(point, ring):
    """Even-odd rule; the ring is closed."""
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            odd = not odd
    return odd


def cross(a, b, c, d):
    """Whether the segments ab and cd cross or touch."""

    def turn(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) <= 0 and turn(c, d, a) * turn(c, d, b) <= 0


def lines_cross(line, other):
    return any(cross(a, b, c, d) for a, b in zip(line, line[1:]) for c, d in zip(other, other[1:]))


def crosses_itself(line):
    parts = list(zip(line, line[1:]))
    return any(cross(*parts[i], *parts[j]) for i in range(len(parts)) for j in range(i + 2, len(parts)))
