package org.anlan.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
        List<String> took = new ArrayList<>();
        long began = System.nanoTime();
        for (Bench bench : Benches.named(names)) {
            long before = System.nanoTime();
            if (!measured(bench, context, names)) {
                failed.add(bench.name());
            }
            took.add(bench.name() + " " + seconds(before) + " s");
            Say.line("用时 %d 秒  took %d s%n", seconds(before), seconds(before));
        }
        Say.step("用时 " + seconds(began) + " 秒", "took " + seconds(began) + " s: " + String.join(", ", took));
        if (!failed.isEmpty()) {
            Say.wrong("没有测成:" + String.join(" ", failed), "not measured: " + String.join(" ", failed));
        }
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static long seconds(long sinceNanos) {
        return Math.round((System.nanoTime() - sinceNanos) / 1e9);
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

    /** A bench that breaks or hangs leaves its old section in the document, and the others go on. */
    private static boolean measured(Bench bench, Context context, List<String> names) {
        Say.step(bench.title(), bench.titleEn());
        try {
            Report report = inTime(bench, context);
            System.out.println(Table.text(report));
            if (context.quick()) {
                Say.line("试跑,不写入文档  a short trial: docs/benchmarks.md is left as it is");
            } else {
                String command = "./anlan bench" + (names.isEmpty() ? "" : " " + String.join(" ", names));
                new BenchmarksFile(context.home().resolve("docs/benchmarks.md"), order())
                        .replace(bench, report, LocalDate.now(ZoneId.systemDefault()), command, Machine.here());
            }
            return true;
        } catch (Throwable problem) { // an Error ends one bench, not the run
            Say.wrong(bench.title() + " 没有测成:" + problem, bench.titleEn() + " was not measured");
            problem.printStackTrace(System.out);
            return false;
        } finally {
            Child.stopAll();
        }
    }

    /** When it takes too long its servers are stopped, and what it does then counts no more. */
    private static Report inTime(Bench bench, Context context) throws Throwable {
        Duration limit = bench.limit().plusMinutes(context.minutes());
        FutureTask<Report> work = new FutureTask<>(() -> bench.run(context));
        Thread thread = new Thread(work, bench.name());
        thread.setDaemon(true);
        thread.start();
        try {
            return work.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            work.cancel(true);
            throw new IllegalStateException("it took longer than " + limit.toMinutes() + " minutes", late);
        } catch (ExecutionException problem) {
            throw problem.getCause();
        }
    }

    private static List<String> order() {
        return Benches.ALL.stream().map(Bench::name).toList();
    }
}
