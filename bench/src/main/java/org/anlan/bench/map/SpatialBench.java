package org.anlan.bench.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.Seed;
import org.anlan.bench.process.Postgres;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;
import org.anlan.layer.question.LayerIndex;
import org.anlan.layer.question.LayerIndex.Near;
import org.anlan.layer.question.LocalPlane;
import org.anlan.layer.store.LayerRow;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Which of 300,000 buildings lie in an area, near a point or nearest to it, beside PostGIS. */
public final class SpatialBench implements Bench {

    private static final int QUESTIONS = 1_000;
    private static final double WITHIN_METRES = 500;
    private static final int NEAREST = 10;
    private static final double TIMES = 3;
    /** Two distances that differ by less are the same. */
    private static final double SAME_METRES = 1e-6;

    private static final int CORNERS = 12;
    private static final double DEGREE_METRES = 111_320;

    private LayerIndex ours;
    private long answers;

    @Override
    public String name() {
        return "spatial";
    }

    @Override
    public String title() {
        return "空间查询";
    }

    @Override
    public String titleEn() {
        return "Questions of where";
    }

    @Override
    public Report run(Context context) throws Exception {
        Seed seed = Seed.fresh();
        Random random = seed.random();
        Buildings buildings = Buildings.make(context);
        List<LocalPlane> points = points(buildings.rows(), random);
        List<Geometry> areas = points.stream().map(at -> star(at, random)).toList();
        ours = new LayerIndex(buildings.rows().stream().map(LayerRow::geometry).toList());
        List<Row> rows = new ArrayList<>();
        try (Postgres.Base base = context.postgres().create();
                PostgisQuestions theirs = new PostgisQuestions(base.connect(), buildings, points.get(0))) {
            for (Geometry area : areas) {
                same(ours.intersecting(area), theirs.intersecting(area), area);
            }
            for (LocalPlane point : points) {
                same(ours.within(point, WITHIN_METRES), theirs.within(point, WITHIN_METRES), point);
                same(ours.nearest(point, NEAREST), theirs.nearest(point, NEAREST), point);
            }
            rows.add(row("in a polygon", areas, ours::intersecting, theirs::intersecting, context));
            rows.add(row(
                    "within 500 m",
                    points,
                    point -> ours.within(point, WITHIN_METRES),
                    point -> theirs.within(point, WITHIN_METRES),
                    context));
            rows.add(row(
                    "nearest 10",
                    points,
                    point -> ids(ours.nearest(point, NEAREST)),
                    point -> ids(theirs.nearest(point, NEAREST)),
                    context));
        }
        return new Report(rows, notes(buildings, seed));
    }

    /** Near a building each, on one plane, so that PostGIS can answer from an index of metres. */
    private static List<LocalPlane> points(List<LayerRow> rows, Random random) {
        Coordinate middle = rows.get(0).geometry().getCoordinate();
        LocalPlane plane = LocalPlane.at(middle.x, middle.y);
        return Stream.generate(() -> {
                    Coordinate at =
                            rows.get(random.nextInt(rows.size())).geometry().getCoordinate();
                    return new LocalPlane(
                            at.x + random.nextGaussian() / 500,
                            at.y + random.nextGaussian() / 500,
                            plane.eastMetres(),
                            plane.northMetres());
                })
                .limit(QUESTIONS)
                .toList();
    }

    /** An area of twelve corners, each 300 to 1,500 m from the point: often concave. */
    private static Geometry star(LocalPlane at, Random random) {
        Coordinate[] ring = new Coordinate[CORNERS + 1];
        for (int corner = 0; corner < CORNERS; corner++) {
            double angle = 2 * Math.PI * corner / CORNERS;
            double radius = (300 + 1_200 * random.nextDouble()) / DEGREE_METRES;
            ring[corner] = new Coordinate(at.lon() + radius * Math.cos(angle), at.lat() + radius * Math.sin(angle));
        }
        ring[CORNERS] = ring[0].copy();
        return new GeometryFactory().createPolygon(ring);
    }

    private void same(int[] mine, int[] other, Object question) {
        Arrays.sort(other);
        if (!Arrays.equals(mine, other)) {
            throw new IllegalStateException(
                    mine.length + " and " + other.length + " features, not the same, for " + question);
        }
        answers += mine.length;
    }

    /** The same in the same order; of those equally far, such as 0 m inside overlapping ones, any order is right. */
    private void same(List<Near> mine, List<Near> other, LocalPlane question) {
        boolean same = mine.size() == other.size();
        for (int place = 0; same && place < mine.size(); place++) {
            same = Math.abs(mine.get(place).metres() - other.get(place).metres()) < SAME_METRES
                    && (mine.get(place).feature() == other.get(place).feature()
                            || isTied(mine, place)
                            || isTied(other, place));
        }
        if (!same) {
            throw new IllegalStateException(mine + " and " + other + " for " + question);
        }
        answers += mine.size();
    }

    private static boolean isTied(List<Near> all, int place) {
        double metres = all.get(place).metres();
        return all.stream()
                        .filter(near -> Math.abs(near.metres() - metres) < SAME_METRES)
                        .count()
                > 1;
    }

    private static int[] ids(List<Near> found) {
        return found.stream().mapToInt(Near::feature).toArray();
    }

    @FunctionalInterface
    private interface Asked<T> {
        int[] answer(T question) throws Exception;
    }

    private static <T> Row row(String what, List<T> questions, Asked<T> ours, Asked<T> theirs, Context context)
            throws Exception {
        int rounds = context.rounds();
        double[][] found = new double[2][rounds];
        Timed.over(questions, context.length(), question -> sum(ours.answer(question))); // the compilers' work
        for (int round = 0; round < rounds; round++) {
            found[0][round] = Timed.over(questions, context.length(), question -> sum(ours.answer(question)))
                    .perSecond();
            found[1][round] = Timed.over(questions, context.length(), question -> sum(theirs.answer(question)))
                    .perSecond();
            Say.line("%s: %.0f/s beside %.0f/s", what, found[0][round], found[1][round]);
        }
        return Row.of(what, "questions/s", found[0])
                .beside("PostGIS with GiST index", found[1])
                .wantedRatio("≥ 3 ×", ratio -> ratio >= TIMES);
    }

    private static long sum(int[] ids) {
        return 1 + Arrays.stream(ids).asLongStream().sum();
    }

    private List<String> notes(Buildings buildings, Seed seed) {
        return List.of(
                String.format(
                        "%,d made-up buildings, %,d random questions of each kind, one after another from one thread. Ours in"
                                + " process, PostGIS by prepared statements over one connection; both answer with ids.",
                        buildings.rows().size(), QUESTIONS),
                "PostGIS has its best case: a GiST index on degrees for areas, another on metres of the questions' plane for"
                        + " ST_DWithin and the nearest by <->, so nothing is transformed while it answers.",
                String.format(
                        "All answers were compared before: %,d ids, the same sets; the nearest in the same order with the same"
                                + " distances. Seed %d.",
                        answers, seed.number()));
    }
}
