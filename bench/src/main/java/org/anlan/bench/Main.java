package org.anlan.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.anlan.bench.process.Child;
import org.anlan.bench.process.Postgres;
import org.anlan.bench.report.BenchmarksFile;
import org.anlan.bench.report.Machine;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Table;
import org.anlan.bench.store.H2Commits;

/** Called by {@code ./anlan bench}, which builds, starts PostgreSQL and tells where it is by BENCH_* variables. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals(H2Commits.WORD)) {
            H2Commits.main(args);
            return;
        }
        List<String> names = new ArrayList<>(List.of(args));
        boolean quick = names.remove("--short");
        int minutes = minutes(names);
        Path home = Path.of(System.getenv().getOrDefault("ANLAN_HOME", ".")).toAbsolutePath();
        Path work = Child.emptied(home.resolve("bench/target/work"));
        Context context = new Context(home, work, quick, minutes, Postgres.ofEnvironment());
        context.postgres().assertDurable();
        List<String> failed = new ArrayList<>();
        for (Bench bench : Benches.named(names)) {
            if (!measured(bench, context, names)) {
                failed.add(bench.name());
            }
        }
        if (!failed.isEmpty()) {
            Say.wrong("没有测成:" + String.join(" ", failed), "not measured: " + String.join(" ", failed));
        }
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    /** Takes {@code --minutes N} away and gives N, or 0 when nothing was said. */
    private static int minutes(List<String> names) {
        int option = names.indexOf("--minutes");
        if (option < 0) {
            return 0;
        }
        if (option + 1 == names.size() || !names.get(option + 1).matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("请给出分钟数  --minutes wants a number from 1 to 9999");
        }
        names.remove(option);
        return Integer.parseInt(names.remove(option));
    }

    /** A bench that breaks leaves its old section in the document, and the others go on. */
    private static boolean measured(Bench bench, Context context, List<String> names) {
        Say.step(bench.title(), bench.titleEn());
        try {
            Report report = bench.run(context);
            System.out.println(Table.text(report));
            if (context.quick()) {
                Say.line("试跑,不写入文档  a short trial: docs/benchmarks.md is left as it is");
            } else {
                String command = "./anlan bench" + (names.isEmpty() ? "" : " " + String.join(" ", names));
                new BenchmarksFile(context.home().resolve("docs/benchmarks.md"), order())
                        .replace(bench, report, LocalDate.now(ZoneId.systemDefault()), command, Machine.here());
            }
            return true;
        } catch (Exception problem) {
            Say.wrong(bench.title() + " 没有测成:" + problem, bench.titleEn() + " was not measured");
            problem.printStackTrace(System.out);
            return false;
        } finally {
            Child.stopAll();
        }
    }

    private static List<String> order() {
        return Benches.ALL.stream().map(Bench::name).toList();
    }
}
