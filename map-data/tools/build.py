#!/usr/bin/env python3
"""Makes towns, roads, areas and villages of map-data/ from map-data/sources/. Python 3.9 or newer, nothing else.

    map-data/tools/build.py           writes the files
    map-data/tools/build.py --check   says which committed file is not what it would write (exit 1)
"""

import csv
import json
import sys
from pathlib import Path

import dykes
from villages import Villages, suffix

HERE = Path(__file__).resolve().parent.parent
BANKS = {"left": (1, "左堤", "Left"), "right": (-1, "右堤", "Right")}
DYKED = ("WH", "GQ")
MET = {"GQ": 114.540}  # east of this the canal runs into the other river and has no dykes of its own


def rows(name):
    with open(HERE / "sources" / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def features(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))["features"]


def feature(code, properties, kind, coordinates):
    return {
        "type": "Feature",
        "id": code,
        "properties": {"code": code, **properties},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def rounded(row):
    return [round(float(row["lon"]), 3), round(float(row["lat"]), 3)]


def number(text, kind=float):
    return kind(text) if text else None


def readings():
    return {row["code"]: row for row in rows("readings.csv")}


def english_town(name, pinyin):
    stem = "".join(pinyin.split()[: -len(suffix(name))])
    return stem.capitalize() + (" Subdistrict" if name.endswith("街道") else " Town")


def towns():
    read = readings()
    for row in rows("towns.csv"):
        yield feature(
            row["code"],
            {
                "name": row["name"],
                "nameEn": english_town(row["name"], read[row["code"]]["pinyin"]),
                "positionBasis": "estimated" if row["position_basis"] == "est" else "geocoded",
                "areaKm2": number(row["area_km2"]),
                "registeredPopulation": number(row["registered_population"], int),
                "populationYear": number(row["pop_year"], int),
                "accuracy": "示意: position within 1 to 2 km",
            },
            "Point",
            rounded(row),
        )


def smoothed(line):
    """Corners cut twice; ends stay."""
    for _ in range(2):
        cut = [line[0]]
        for a, b in zip(line, line[1:]):
            cut += [tuple(0.75 * p + 0.25 * q for p, q in zip(a, b)), tuple(0.25 * p + 0.75 * q for p, q in zip(a, b))]
        line = cut + [line[-1]]
    result = []
    for point in line:
        point = [round(value, 3) for value in point]
        if not result or result[-1] != point:
            result.append(point)
    return result


def roads():
    for row in rows("roads.csv"):
        line = [tuple(float(value) for value in point.split()) for point in row["waypoints"].split(";")]
        yield feature(
            row["code"],
            {
                "name": row["name"],
                "nameEn": row["name_en"],
                "kind": row["kind"],
                "accuracy": "示意: drawn roughly between places, no surveyed road",
            },
            "LineString",
            smoothed(line),
        )


def areas():
    for source in features("sources/detention_areas.geojson"):
        known = source["properties"]
        yield feature(
            known["code"],
            area(
                known["name"],
                kind="detention",
                officialAreaKm2=known["official_area_km2"],
                population=round(known["population_10k"] * 10_000),
                note="示意: outline drawn by hand, not a legal boundary",
            ),
            source["geometry"]["type"],
            source["geometry"]["coordinates"],
        )
    county = features("county.geojson")[0]["geometry"]["coordinates"][0]
    for river in features("rivers.geojson"):
        if river["id"] in DYKED:
            line = [p for p in river["geometry"]["coordinates"] if p[0] < MET.get(river["id"], 180)]
            yield from dyke_sections(river, line, county)


def dyke_sections(river, line, county):
    name = river["properties"]["name"]
    for bank, (side, word, _) in BANKS.items():
        points, metres = dykes.dyke(line, side, county)
        yield feature(
            river["id"] + "-" + bank[0].upper(),
            area(
                name + word,
                kind="dyke",
                river=name,
                bank=bank,
                chainageFrom=0,
                chainageTo=metres,
                note="示意: river line moved by about 100 m; chainage counted from the upper end of the sketch",
            ),
            "LineString",
            points,
        )


def area(name, **known):
    keys = ("kind", "officialAreaKm2", "population", "river", "bank", "chainageFrom", "chainageTo")
    return {
        "name": name,
        **{key: known.get(key) for key in keys},
        "outlineBasis": "sketched",
        "note": known["note"],
    }


def villages():
    read = readings()
    town_rows = {row["code"]: row for row in rows("towns.csv")}
    listed = rows("villages.csv")
    anchors = {row["code"]: row for row in rows("anchors.csv")}
    placed = Villages(
        features("county.geojson")[0]["geometry"]["coordinates"][0],
        [river["geometry"]["coordinates"] for river in features("rivers.geojson")],
        {code: rounded(row) for code, row in town_rows.items()},
        {code: (rounded(row), float(row["within_m"])) for code, row in anchors.items()},
    ).place(
        [
            (row["code"], row["name"], read[row["code"]]["short_name"], row["code"][:9], town_rows[row["code"][:9]]["name"])
            for row in listed
        ]
    )
    for row in listed:
        code = row["code"]
        pinyin = read[code]["pinyin"]
        yield feature(
            code,
            {
                "name": row["name"],
                "shortName": read[code]["short_name"],
                "town": code[:9],
                "townName": town_rows[code[:9]]["name"],
                "pinyin": pinyin,
                "pinyinInitials": "".join(syllable[0] for syllable in pinyin.split()),
                "positionBasis": "estimated",
                "note": "示意: no position of the village is on record; placed by rule "
                + ("near " + anchors[code]["why"] if code in anchors else "around its town"),
            },
            "Point",
            list(placed[code]),
        )


def text(found):
    lines = (json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in found)
    head = '{"type":"FeatureCollection","note":"EPSG:4490 lon/lat, 示意; made by tools/build.py","features":[\n'
    return head + ",\n".join(lines) + "\n]}\n"


def main(check):
    stale = []
    for name, make in (("towns", towns), ("roads", roads), ("areas", areas), ("villages", villages)):
        file = HERE / (name + ".geojson")
        made = text(make())
        if check:
            if not file.exists() or file.read_text(encoding="utf-8") != made:
                stale.append(file.name)
        else:
            file.write_text(made, encoding="utf-8")
    if stale:
        sys.exit("not what tools/build.py makes: " + ", ".join(stale))


if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    main(check=bool(sys.argv[1:]))
