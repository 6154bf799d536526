package org.anlan.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scenarios there are: one directory each, read when the server starts. */
final class ScenarioShelf {

    private static final Logger LOG = LoggerFactory.getLogger(ScenarioShelf.class);

    private final TreeMap<String, Scenario> scenarios = new TreeMap<>();

    private ScenarioShelf() {}

    static ScenarioShelf read(Path directory) {
        ScenarioShelf shelf = new ScenarioShelf();
        if (!Files.isDirectory(directory)) {
            LOG.warn("no scenarios: there is no directory {}", directory);
            return shelf;
        }
        try (Stream<Path> all = Files.list(directory)) {
            all.filter(Files::isDirectory).sorted().forEach(shelf::add);
        } catch (IOException problem) {
            LOG.warn("no scenarios: {}", problem.toString());
        }
        return shelf;
    }

    private void add(Path directory) {
        try {
            Scenario scenario = ScenarioReader.read(directory);
            scenarios.put(scenario.id(), scenario);
            LOG.info(
                    "scenario {}: {} rows, {} refused",
                    scenario.id(),
                    scenario.rows().size(),
                    scenario.refused().size());
            scenario.refused().forEach(bad -> LOG.warn("scenario {}: {}", scenario.id(), bad));
        } catch (IOException | RuntimeException problem) {
            LOG.warn("scenario {} cannot be used: {}", directory.getFileName(), problem.getMessage());
        }
    }

    Collection<Scenario> list() {
        return scenarios.values();
    }

    Optional<Scenario> find(String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(scenarios.get(id));
    }

    /** @throws PictureException 422 that lists the scenarios there are */
    Scenario get(String id) {
        return find(id).orElseThrow(() ->
                new PictureException(Problem.field("scenario", "scenario", id, "没有这个想定", "there is no such scenario")
                        .with("scenarios", scenarios.keySet().stream().toList())));
    }
}
