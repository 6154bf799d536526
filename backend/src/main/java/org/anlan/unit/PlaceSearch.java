package org.anlan.unit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.locationtech.jts.geom.Coordinate;

/** Finds the village or area that a spoken place means, e.g. "新镇镇彭村东头". */
public final class PlaceSearch {

    /**
     * A place a text may mean.
     *
     * @param feature a village or an area
     * @param label what people read, e.g. "新镇镇 彭村"
     * @param score how much of the text it explains; higher is better
     */
    public record Hit(Feature<?> feature, String label, int score) {

        /** A point of it: the village's, or one inside the area. */
        public Coordinate point() {
            return feature.geometry().getInteriorPoint().getCoordinate();
        }
    }

    private static final int SHORTEST_NAME = 2;
    private static final int CANDIDATES_SHOWN = 8;

    private PlaceSearch() {}

    /** Everything whose name stands in the text, best first; a village counts more when its town is named too. */
    public static List<Hit> list(Picture picture, String text) {
        List<Hit> hits = new ArrayList<>();
        for (Feature<Village> village : picture.list(Villages.TYPE)) {
            Village its = village.properties();
            score(text, its)
                    .ifPresent(score -> hits.add(new Hit(village, its.townName() + " " + its.shortName(), score)));
        }
        for (Feature<Area> area : picture.list(Areas.TYPE)) {
            String name = area.properties().name();
            if (name.length() >= SHORTEST_NAME && text.contains(name)) {
                hits.add(new Hit(area, name, 2 * name.length()));
            }
        }
        hits.sort(Comparator.comparingInt(Hit::score).reversed().thenComparing(hit -> hit.feature()
                .id()));
        return hits;
    }

    private static Optional<Integer> score(String text, Village village) {
        Optional<String> named = Stream.of(village.name(), village.shortName(), withoutVillage(village.shortName()))
                .filter(name -> name.length() >= SHORTEST_NAME && text.contains(name))
                .findFirst();
        int town = text.contains(village.townName()) ? village.townName().length() : 0;
        // 新镇镇 must not be taken for a village called 新镇 that lies elsewhere
        return named.filter(name -> town > 0 || !isOnlyTown(text, name, village))
                .map(name -> 2 * name.length() + town);
    }

    private static boolean isOnlyTown(String text, String name, Village village) {
        return text.contains(name + "镇") && !village.townName().equals(name + "镇");
    }

    private static String withoutVillage(String name) {
        return name.endsWith("村") || name.endsWith("社区") ? name.replaceAll("(村|社区)$", "") : name;
    }

    /** @throws PictureException 422 when the text means nothing known, or several places alike (then it lists them) */
    public static Hit get(Picture picture, String field, String text) {
        List<Hit> hits = list(picture, text);
        if (hits.isEmpty()) {
            throw new PictureException(Problem.field(
                    "place",
                    field,
                    text,
                    "地点中没有已知的村、社区或蓄滞洪区名,请在地图上点选或填写桩号",
                    "names no known village or area; choose a point on the map or give a chainage"));
        }
        List<Hit> best =
                hits.stream().filter(hit -> hit.score() == hits.get(0).score()).toList();
        if (best.size() > 1) {
            List<String> labels =
                    best.stream().map(Hit::label).limit(CANDIDATES_SHOWN).toList();
            throw new PictureException(Problem.field(
                            "place",
                            field,
                            text,
                            "有 " + best.size() + " 处同名:" + String.join("、", labels) + ";请写明乡镇或在地图上点选",
                            best.size() + " places have this name: " + String.join(", ", labels)
                                    + "; name the town or choose a point on the map")
                    .with(
                            "candidates",
                            best.stream().map(hit -> hit.feature().id()).toList()));
        }
        return best.get(0);
    }
}
