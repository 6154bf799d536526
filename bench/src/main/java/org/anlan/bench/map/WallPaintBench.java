package org.anlan.bench.map;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.load.Api;
import org.anlan.bench.process.AnlanNode;
import org.anlan.bench.process.Child;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;
import tools.jackson.databind.JsonNode;

/** How soon the wall shows something, and its whole map, beside a page that holds MapLibre alone. */
public final class WallPaintBench implements Bench {

    private static final int ROUNDS = 5;
    private static final double TIMES = 1.5;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "wall-paint";
    }

    @Override
    public String title() {
        return "大屏首次绘制";
    }

    @Override
    public String titleEn() {
        return "First paint of the wall";
    }

    @Override
    public Report run(Context context) throws Exception {
        try (AnlanNode node = AnlanNode.onH2(context)) {
            JsonNode found = measured(node, context);
            JsonNode rounds = found.get("rounds");
            for (JsonNode round : rounds) {
                Say.line("wall %s beside bare %s", round.get("wall"), round.get("bare"));
            }
            return new Report(
                    List.of(
                            row("first contentful paint", "first", rounds),
                            row("map first drawn whole", "map", rounds)),
                    List.of(
                            "Headless Chromium " + found.get("browser").asString()
                                    + ", 1920 × 1080, GL in software (SwiftShader); a fresh profile without a cache for each"
                                    + " paint, in turns; the first pair is not counted. From the beginning of navigation; the"
                                    + " map is drawn whole at MapLibre's event load.",
                            "The wall is joined and live, with all its overlays, labels and fonts. The bare page has the same"
                                    + " MapLibre, size, view and "
                                    + found.get("tiles").asInt()
                                    + " tiles (the same addresses, asserted), one plain style per layer, and everything served"
                                    + " compressed from memory."));
        }
    }

    private static JsonNode measured(AnlanNode node, Context context) throws Exception {
        Path script = context.home().resolve("frontend/bench/paint.mjs");
        List<String> command =
                List.of("node", script.toString(), node.address(), Integer.toString(context.count(ROUNDS, 1)));
        Map<String, String> environment = Map.of("ANLAN_ADMIN_PASSWORD", AnlanNode.PASSWORD);
        try (Child child = Child.start("paint", context.directory("paint"), environment, command)) {
            child.awaitEnd(LIMIT);
            return Api.JSON.readTree(
                    child.output().lines().reduce((before, last) -> last).orElseThrow());
        }
    }

    private static Row row(String what, String name, JsonNode rounds) {
        return Row.of(what, "ms", times("wall", name, rounds))
                .beside("bare MapLibre page", times("bare", name, rounds))
                .wantedRatio("≤ 1.5 ×", ratio -> ratio <= TIMES);
    }

    private static double[] times(String page, String name, JsonNode rounds) {
        return rounds.valueStream()
                .mapToDouble(round -> round.get(page).get(name).asDouble())
                .toArray();
    }
}
