package org.anlan.bench.store;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.load.Api;
import org.anlan.bench.process.AnlanNode;
import org.anlan.bench.process.Postgres;
import org.anlan.bench.report.Row;
import org.postgresql.PGConnection;

/** Many readings at once, beside COPY. */
final class BulkReadings {

    private static final int BATCH = 10_000;
    private static final double HALF = 0.5;
    /** The compilers' work, as for the commands. */
    private static final int WARM_UP_BATCHES = 120;

    private static final int BATCHES_OF_A_ROUND = 20;

    private static final Instant BEGIN = Instant.parse("2015-01-01T00:00:00Z");

    private final Api api;
    private final Postgres.Base base;
    private final String gauge;
    private int batches;

    BulkReadings(AnlanNode node, Postgres.Base base) throws Exception {
        this.api = new Api(node.address(), AnlanNode.PASSWORD);
        this.base = base;
        this.gauge = api.get("/api/live/gauges?limit=1")
                .get("features")
                .get(0)
                .get("id")
                .asString();
    }

    Row measure(Context context) throws Exception {
        try (Connection connection = base.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE reading_copy (LIKE reading INCLUDING ALL)");
            for (int batch = 0; batch < WARM_UP_BATCHES; batch++) {
                post();
            }
            int rounds = context.rounds() + 1;
            double[] ours = new double[rounds];
            double[] copy = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                double oursSeconds = 0;
                double copySeconds = 0;
                for (int batch = 0; batch < BATCHES_OF_A_ROUND; batch++) {
                    oursSeconds += post();
                    copySeconds += copy(connection, statement);
                }
                ours[round] = BATCHES_OF_A_ROUND * BATCH / oursSeconds;
                copy[round] = BATCHES_OF_A_ROUND * BATCH / copySeconds;
                Say.line("readings %.0f/s beside COPY %.0f/s", ours[round], copy[round]);
            }
            proved(statement);
            return Row.of("readings, batches of 10,000", "1/s", ours)
                    .beside("COPY", copy)
                    .wantedRatio("≥ 0.5 ×", ratio -> ratio >= HALF);
        }
    }

    /** Seconds. */
    private double post() throws Exception {
        StringBuilder rows = new StringBuilder("{\"readings\":[");
        for (int row = 0; row < BATCH; row++) {
            Instant time = BEGIN.plusSeconds(60L * (batches * BATCH + row));
            rows.append(row == 0 ? "" : ",")
                    .append("{\"gauge\":\"")
                    .append(gauge)
                    .append("\",\"time\":\"")
                    .append(time);
            rows.append("\",\"stageMetres\":").append(60 + row % 100 / 1000.0).append(",\"source\":\"import\"}");
        }
        batches++;
        String body = rows.append("]}").toString();
        long began = System.nanoTime();
        int accepted = api.post("/api/live/readings", body).get("accepted").asInt();
        if (accepted != BATCH) {
            throw new IllegalStateException("only " + accepted + " readings were accepted");
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** Copies the newest batch, as text, in one transaction; seconds. */
    private double copy(Connection connection, Statement statement) throws Exception {
        var manager = connection.unwrap(PGConnection.class).getCopyAPI();
        var text = new java.io.StringWriter();
        String newest = "SELECT * FROM reading WHERE at >= '" + BEGIN.plusSeconds(60L * (batches - 1) * BATCH) + "'";
        manager.copyOut("COPY (" + newest + ") TO STDOUT", text);
        statement.execute("TRUNCATE reading_copy");
        long began = System.nanoTime();
        long rows = manager.copyIn("COPY reading_copy FROM STDIN", new StringReader(text.toString()));
        if (rows != BATCH) {
            throw new IllegalStateException("COPY took " + rows);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private void proved(Statement statement) throws Exception {
        try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM reading WHERE source = 'import'")) {
            rows.next();
            if (rows.getLong(1) < (long) batches * BATCH) {
                throw new IllegalStateException("stored " + rows.getLong(1) + " of " + (long) batches * BATCH);
            }
        }
    }
}
