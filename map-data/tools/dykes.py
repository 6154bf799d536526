"""Dyke lines beside a river: its line moved sideways by about 100 m, downstream, chainage from its upper end.

Every point lies on the 0.001° grid (about 90 m by 110 m), so the true offset is 60 to 190 m. This is a sketch: real
dykes stand farther off in places, and the chainage is the sketch's own, not the one on the dyke's stones.
"""

import plane

OFFSET = 100.0  # metres
LEAST, MOST = 60.0, 190.0  # metres from the middle of the river once on the grid
REACH = 1_000.0  # metres outside the county up to which a dyke is drawn
STEP = 250.0  # metres: river points closer than this are passed over


def dyke(river, side, county):
    """River and county in lon/lat; side +1 left, -1 right of the current. Returns lon/lat points and metres."""
    middle = [plane.to_plane(p) for p in river]
    ring = [plane.to_plane(p) for p in county]
    near = [plane.inside(p, ring) or plane.nearest(p, ring)[0] <= REACH for p in middle]
    first, last = near.index(True), len(near) - 1 - near[::-1].index(True)
    stretch = _thinned(middle[first : last + 1])
    line = []
    for i, point in enumerate(stretch):
        spot = _beside(point, stretch[max(0, i - 1)], stretch[min(len(stretch) - 1, i + 1)], side, middle)
        if spot is None or (line and (spot == line[-1] or _spoils(line, spot, middle))):
            continue
        line.append(spot)
    return [plane.to_grid(p) for p in line], round(plane.length(line))


def _thinned(line):
    kept = [line[0]]
    for point in line[1:]:
        if plane.distance(kept[-1], point) >= STEP:
            kept.append(point)
    return kept


def _beside(point, before, after, side, river):
    """The grid point nearest to the ideal one that keeps its distance and its side."""
    dx, dy = after[0] - before[0], after[1] - before[1]
    norm = plane.distance(before, after)
    ideal = (point[0] - side * dy / norm * OFFSET, point[1] + side * dx / norm * OFFSET)
    lon, lat = plane.to_grid(ideal)
    candidates = []
    for i in range(-2, 3):
        for j in range(-2, 3):
            spot = plane.to_plane((round(lon + i * plane.GRID, 3), round(lat + j * plane.GRID, 3)))
            away, turn = plane.nearest(spot, river)
            if LEAST <= away <= MOST and turn * side > 0:
                candidates.append((plane.distance(spot, ideal), spot))
    return min(candidates)[1] if candidates else None


def _spoils(line, spot, river):
    return plane.lines_cross([line[-1], spot], river) or plane.crosses_itself(line + [spot])
