package org.anlan.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.anlan.picture.Change;
import org.anlan.picture.Space;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happened when, from the log.
 *
 * @param entries in the order of the log
 * @param reactions how long after the scenario touched something a person first did
 * @param refusedRows rows of the scenario's files that could not be used
 */
record DrillReport(
        String space,
        Drill drill,
        int byScenario,
        int byPeople,
        List<Entry> entries,
        List<Reaction> reactions,
        List<Scenario.Refused> refusedRows) {

    /**
     * @param at space time
     * @param recorded real time
     * @param who inject (told by the scenario), scenario (done by it) or person
     * @param title its title, name or text, else its id
     * @param word what it is about when nobody named it, e.g. "danger.breach"; else null
     * @param scheduledAt of an inject, else null
     */
    record Entry(
            Instant at,
            Instant recorded,
            String who,
            String actor,
            String collection,
            String id,
            String command,
            String title,
            String word,
            Instant scheduledAt) {}

    /** @param seconds of space time */
    record Reaction(
            String collection,
            String id,
            String title,
            String word,
            Instant touchedAt,
            Instant reactedAt,
            long seconds,
            String actor) {}

    private static final int PART = 5_000;
    private static final Set<String> SILENT = Set.of("copy", "progress", "steer", "assess", "create-drill");
    /** By what people call it. */
    private static final List<String> NAMES = List.of("title", "name", "text");

    /** Members whose values are words that the pages translate. */
    private static final List<String> SCALES = List.of("danger", "kind");

    private static final JsonMapper JSON = JsonMapper.shared();

    static DrillReport of(String space, Drill drill, List<Scenario.Refused> refused, Space log) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Entry> touched = new HashMap<>();
        List<Reaction> reactions = new ArrayList<>();
        long since = 0;
        for (List<Change> part = log.changes(since, PART); !part.isEmpty(); part = log.changes(since, PART)) {
            for (Change change : part) {
                since = change.seq();
                if (!SILENT.contains(change.command()) && !change.collection().equals(DrillCommands.DRILLS.name())) {
                    Entry entry = entry(change);
                    entries.add(entry);
                    react(entry, touched, reactions);
                }
            }
        }
        int people = (int)
                entries.stream().filter(entry -> entry.who().equals("person")).count();
        return new DrillReport(space, drill, entries.size() - people, people, entries, reactions, refused);
    }

    private static void react(Entry entry, Map<String, Entry> touched, List<Reaction> reactions) {
        String key = entry.collection() + "/" + entry.id();
        if (!entry.who().equals("person")) {
            touched.putIfAbsent(key, entry);
            return;
        }
        Entry before = touched.remove(key);
        if (before != null) {
            reactions.add(new Reaction(
                    entry.collection(),
                    entry.id(),
                    entry.title(),
                    entry.word(),
                    before.at(),
                    entry.at(),
                    Duration.between(before.at(), entry.at()).toSeconds(),
                    entry.actor()));
        }
    }

    private static Entry entry(Change change) {
        String who = change.actor().equals(Player.SCENARIO.id())
                ? "scenario"
                : change.collection().equals(DrillCommands.INJECTS.name())
                        ? "inject"
                        : change.actor().equals(DrillCommands.CLERK.id()) ? "scenario" : "person";
        JsonNode properties =
                change.isPut() ? JSON.valueToTree(change.feature().properties()) : JSON.createObjectNode();
        Instant scheduled =
                change.isPut() && change.feature().properties() instanceof Inject inject ? inject.scheduledAt() : null;
        return new Entry(
                change.at(),
                change.recorded(),
                who,
                change.isPut() ? change.feature().by() : change.actor(),
                change.collection(),
                change.id(),
                change.command(),
                first(properties, NAMES).map(Map.Entry::getValue).orElse(change.id()),
                word(properties),
                scheduled);
    }

    private static String word(JsonNode properties) {
        return first(properties, NAMES).isPresent()
                ? null
                : first(properties, SCALES)
                        .map(found -> found.getKey() + "." + found.getValue())
                        .orElse(null);
    }

    /** The first of these members that says anything. */
    private static Optional<Map.Entry<String, String>> first(JsonNode properties, List<String> members) {
        return members.stream()
                .map(member -> Map.entry(member, properties.path(member).asString("")))
                .filter(found -> !found.getValue().isBlank())
                .findFirst();
    }
}
