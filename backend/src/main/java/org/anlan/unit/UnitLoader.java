package org.anlan.unit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.anlan.picture.Answer;
import org.anlan.picture.PictureException;
import org.anlan.picture.Space;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Feature;
import org.anlan.unit.UnitFile.BadRow;
import org.anlan.unit.UnitFile.Row;

/** Brings a file's villages or areas into a space by ordinary commands; a second time changes nothing. */
final class UnitLoader {

    /**
     * What loading one file did.
     *
     * @param counts rows per outcome; all outcomes present
     * @param bad rows that could not be taken, with the reason
     * @param notInFile ids in the picture that the file does not hold; they stay, for reports may name them
     */
    record Report(String collection, Map<FileRule, Integer> counts, List<BadRow> bad, List<String> notInFile) {

        Report {
            counts = Map.copyOf(counts);
            bad = List.copyOf(bad);
            notInFile = List.copyOf(notInFile);
        }

        int count(FileRule outcome) {
            return counts.getOrDefault(outcome, 0);
        }

        @Override
        public String toString() {
            return collection + ": " + count(FileRule.ADDED) + " added, " + count(FileRule.CHANGED) + " changed, "
                    + count(FileRule.SAME) + " as they were, " + count(FileRule.KEPT) + " kept as edited here, "
                    + bad.size()
                    + " refused, " + notInFile.size() + " not in the file";
        }
    }

    /** Far below what the writer lets wait. */
    private static final int ROWS_AT_ONCE = 500;

    private static final int PATIENCE_SECONDS = 60;

    private final Space space;

    UnitLoader(Space space) {
        this.space = space;
    }

    /** @throws IOException when the file cannot be read at all; single bad rows are in the report */
    Report villages(Path file) throws IOException {
        return load(
                Villages.TYPE,
                VillageCommands.CREATE,
                UnitFile.read(file, VillageCommands.Input.class),
                (present, row) -> FileRule.of(present, row.geometry(), VillageCommands.village(row.input(), true)),
                Feature::by);
    }

    /** @throws IOException when the file cannot be read at all; single bad rows are in the report */
    Report areas(Path file) throws IOException {
        return load(
                Areas.TYPE,
                AreaCommands.CREATE,
                UnitFile.read(file, AreaCommands.Input.class),
                (present, row) ->
                        AreaCommands.fileRule(present, row.geometry(), AreaCommands.area(row.input(), row.geometry())),
                Areas::definer);
    }

    private <P extends Record, I> Report load(
            CollectionType<P> type,
            CommandType<I> create,
            UnitFile<I> file,
            BiFunction<Feature<P>, Row<I>, FileRule> rule,
            Function<Feature<P>, String> definer) {
        Map<FileRule, Integer> counts = new EnumMap<>(FileRule.class);
        List<BadRow> bad = new ArrayList<>(file.bad());
        List<Row<I>> due = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Row<I> row : file.rows()) {
            try {
                if (!seen.add(row.id())) {
                    bad.add(new BadRow(row.number(), row.id(), "编号重复 / the code stands in the file twice"));
                    continue;
                }
                FileRule outcome =
                        rule.apply(space.picture().find(type, row.id()).orElse(null), row);
                counts.merge(outcome, 1, Integer::sum);
                if (outcome == FileRule.ADDED || outcome == FileRule.CHANGED) {
                    due.add(row);
                }
            } catch (PictureException refusal) {
                bad.add(new BadRow(row.number(), row.id(), reason(refusal.problem())));
            }
        }
        for (int from = 0; from < due.size(); from += ROWS_AT_ONCE) {
            submit(create, due.subList(from, Math.min(due.size(), from + ROWS_AT_ONCE)), bad);
        }
        bad.sort(Comparator.comparingInt(BadRow::number));
        return new Report(type.name(), counts, bad, notInFile(type, definer, seen));
    }

    private <I> void submit(CommandType<I> create, List<Row<I>> rows, List<BadRow> bad) {
        List<CompletableFuture<Answer>> answers = rows.stream()
                .map(row ->
                        space.submit(Submission.of(create, Call.create(row.geometry(), row.input()), FileRule.LOADER)))
                .toList();
        for (int index = 0; index < rows.size(); index++) {
            Answer answer = answers.get(index)
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            if (answer.status() >= 500) {
                throw new PictureException(answer.problem());
            }
            if (answer.isRefusal()) {
                Row<I> row = rows.get(index);
                bad.add(new BadRow(row.number(), row.id(), reason(answer.problem())));
            }
        }
    }

    private static String reason(org.anlan.picture.Problem problem) {
        return problem.errors().isEmpty()
                ? problem.detail().zh() + " / " + problem.detail().en()
                : String.join(
                        "; ",
                        problem.errors().stream()
                                .map(error -> error.field() + " = " + error.value() + ": "
                                        + error.rule().zh() + " / "
                                        + error.rule().en())
                                .toList());
    }

    private <P extends Record> List<String> notInFile(
            CollectionType<P> type, Function<Feature<P>, String> definer, Set<String> seen) {
        return space.picture().list(type).stream()
                .filter(feature -> definer.apply(feature).equals(FileRule.LOADER.name()))
                .map(feature -> feature.id())
                .filter(id -> !seen.contains(id))
                .sorted()
                .toList();
    }
}
