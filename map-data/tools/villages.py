"""Villages get an estimated position: a seeded spread around their town, inside the county, none on another.

Anchored villages lie near a recorded place of their name, committees of residents and the town's own village near the
town's centre, the others spread over what is nearer to their town than to any other.
"""

from random import Random

import plane

SEED = 410621
TRIES = 40  # candidates per village; the one farthest from all others wins
RURAL_SPACING = 450.0  # metres between two villages, less only where there is no room
URBAN_SPACING = 200.0
URBAN_RADIUS = 1_900.0  # metres from the town's centre for committees of residents
CENTRE_RADIUS = 800.0  # metres from the town's centre for the village it is named after
FROM_WATER = 300.0  # metres from the middle of a river


class Villages:
    def __init__(self, county, rivers, towns, anchors):
        self.random = Random(SEED)
        self.ring = [plane.to_plane(p) for p in county]
        self.rivers = [[plane.to_plane(p) for p in line] for line in rivers]
        self.towns = {code: plane.to_plane(at) for code, at in towns.items()}
        self.anchors = {code: (plane.to_plane(at), within) for code, (at, within) in anchors.items()}
        self.taken = []
        self.width = (min(x for x, _ in self.ring), max(x for x, _ in self.ring))
        self.height = (min(y for _, y in self.ring), max(y for _, y in self.ring))

    def place(self, villages):
        """Code → lon/lat for (code, name, short name, town code, town name); those with least freedom first."""
        found = {}
        for village in sorted(villages, key=lambda v: (self._freedom(v), v[0])):
            found[village[0]] = plane.to_grid(self._spot(village))
        return found

    def _freedom(self, village):
        code, name, short, _, town = village
        if code in self.anchors:
            return 0
        if town[: -len(suffix(town))] in short:
            return 1
        return 2 if name.endswith("居民委员会") else 3

    def _spot(self, village):
        town = village[3]
        freedom = self._freedom(village)
        if freedom == 0:
            draw, spacing = self._around(*self.anchors[village[0]]), RURAL_SPACING
        elif freedom == 1:
            draw, spacing = self._around(self.towns[town], CENTRE_RADIUS), URBAN_SPACING
        elif freedom == 2:
            draw, spacing = self._around(self.towns[town], URBAN_RADIUS), URBAN_SPACING
        else:
            draw, spacing = self._territory(town), RURAL_SPACING
        best = self._farthest(draw)
        while best[0] < spacing and spacing > URBAN_SPACING / 2:
            best = max(best, self._farthest(draw))
            spacing *= 0.9
        self.taken.append(best[1])
        return best[1]

    def _farthest(self, draw):
        candidates = [draw() for _ in range(TRIES)]
        return max((min((plane.distance(c, t) for t in self.taken), default=1e9), c) for c in candidates)

    def _around(self, centre, radius):
        def draw():
            while True:
                dx, dy = (self.random.random() * 2 - 1 for _ in range(2))
                if dx * dx + dy * dy <= 1:
                    point = self._snap((centre[0] + dx * radius, centre[1] + dy * radius))
                    if self._habitable(point):
                        return point

        return draw

    def _territory(self, town):
        def draw():
            while True:
                point = self._snap(
                    tuple(low + self.random.random() * (high - low) for low, high in (self.width, self.height))
                )
                own = plane.distance(point, self.towns[town])
                if all(own <= plane.distance(point, other) for other in self.towns.values()) and self._habitable(point):
                    return point

        return draw

    @staticmethod
    def _snap(point):
        return plane.to_plane(plane.to_grid(point))

    def _habitable(self, point):
        return plane.inside(point, self.ring) and all(
            plane.nearest(point, river)[0] >= FROM_WATER for river in self.rivers
        )


def suffix(town):
    return "街道" if town.endswith("街道") else "镇"
