package org.anlan.picture.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.anlan.picture.Answer;
import org.anlan.picture.Change;
import org.anlan.picture.Commit;
import org.anlan.picture.Head;
import org.anlan.picture.PictureException;
import org.anlan.picture.Space;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.Submission;
import org.anlan.picture.condition.Condition;
import org.anlan.picture.condition.Disk;
import org.anlan.picture.memory.Reindexer;
import org.anlan.picture.memory.Snapshot;
import org.anlan.picture.model.Fault;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Picture;
import org.anlan.picture.model.Registry;
import org.anlan.picture.store.Batch.RequestKey;
import org.anlan.picture.store.Batch.RequestRow;
import org.anlan.picture.store.CommandQueue.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One space on this node. One writer thread takes everything that waits as a batch; only it changes the snapshot. Reads
 * take the snapshot that is there. Other threads hand over work through the queue.
 */
final class SpaceEngine implements Space, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceEngine.class);
    private static final int CATCH_UP_ROWS = 5_000;
    private static final Duration AGAIN = Duration.ofMillis(250);

    private final String id;
    private final String title;
    private final String scenario;
    private final PictureStore store;
    private final Registry registry;
    private final FeatureJson json;
    private final Clock clock;
    private final Condition condition;
    private final CommandQueue waiting = new CommandQueue(System::nanoTime);
    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();
    /** The newest that is known of the log's end, and with it of the clock; the picture may be behind. */
    private final AtomicReference<PictureStore.SpaceHead> newest;

    private final Reindexer reindexer = new Reindexer(ForkJoinPool.commonPool());
    private final PastPictures past;
    private final Thread writer;
    private final Answers answers;
    private volatile Snapshot picture;
    private volatile boolean closing;

    SpaceEngine(
            SpaceStore.Row row,
            PictureStore store,
            PastStore pastStore,
            Registry registry,
            FeatureJson json,
            Clock clock,
            Disk disk)
            throws SQLException {
        this.id = row.id();
        this.title = row.title();
        this.scenario = row.scenario();
        this.newest = new AtomicReference<>(row.head());
        this.store = store;
        this.registry = registry;
        this.json = json;
        this.clock = clock;
        this.condition = new Condition(disk, clock.instant());
        this.picture = loaded();
        this.past = new PastPictures(id, pastStore, ForkJoinPool.commonPool(), picture.seq());
        listeners.add(past);
        this.answers = new Answers(id);
        this.writer = new Thread(this::write, "picture-" + id);
        this.writer.start();
    }

    private Snapshot loaded() throws SQLException {
        PictureStore.Loaded loaded = store.load(id);
        newest.set(loaded.head());
        return Snapshot.of(id, loaded.head().epoch(), loaded.head().seq(), loaded.at(), loaded.features());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String scenario() {
        return scenario;
    }

    @Override
    public String epoch() {
        return picture.epoch();
    }

    @Override
    public Picture picture() {
        return picture;
    }

    @Override
    public Head head() {
        return condition.head(picture.seq());
    }

    @Override
    public SpaceClock clock() {
        return newest.get().clock();
    }

    @Override
    public Picture at(Instant time) {
        return condition.read(() -> past.at(time, picture.epoch()));
    }

    @Override
    public Timeline timeline(Instant to, int parts) {
        return condition.read(() -> past.timeline(to, parts));
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletableFuture<Answer> submit(Submission<?> submission) {
        return queue(submission, condition.takesWrites());
    }

    private CompletableFuture<Answer> queue(Submission<?> submission, boolean possible) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        if (closing || !possible) {
            answer.complete(unavailable());
        } else if (!waiting.offer(submission, answer)) {
            answer.complete(refused(PictureException.busy()));
        }
        return answer;
    }

    @Override
    public CompletableFuture<Picture> newest() {
        return queue(CommandQueue.look(), !condition.isAway()).thenApply(answer -> {
            if (answer.status() == 503) {
                throw new PictureException(answer.problem());
            }
            return picture;
        });
    }

    @Override
    public List<Change> changes(long since, int limit) {
        return condition.read(() -> store.changes(id, since, limit));
    }

    @Override
    public List<Change> history(String collection, String feature) {
        return condition.read(() -> store.history(id, collection, feature));
    }

    private void write() {
        while (!closing || !waiting.isEmpty()) {
            List<Waiting> batch = List.of();
            try {
                batch = waiting.timely(waiting.take(), unavailable());
                commit(batch);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                break;
            } catch (SQLException | RuntimeException problem) {
                LOG.warn("space {}: {} commands could not be written: {}", id, batch.size(), Fault.brief(problem));
                Answer refusal = condition.isOfDisk(problem) ? refused(PictureException.diskFull()) : unavailable();
                batch.forEach(item -> item.answer().complete(refusal));
            }
        }
        waiting.refuseAll(unavailable());
    }

    /** Answers every item of the batch, or throws before anything was written. */
    private void commit(List<Waiting> batch) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        while (true) {
            BatchDecider.Plan plan = plan(batch);
            Instant asked = clock.instant();
            long askedNanos = System.nanoTime();
            Fate fate = plan.batch().isEmpty() ? confirm() : append(plan.batch());
            switch (fate) {
                case WRITTEN -> {
                    moved(plan.batch());
                    publish(plan.batch().changes(), plan.after());
                    condition.verified(asked, askedNanos);
                    answers.give(batch, plan.answers());
                    return;
                }
                case BEHIND -> follow();
                case REFUSED -> {
                    commitEach(batch);
                    return;
                }
            }
        }
    }

    /** The database refuses the rows of this batch: find whose they are, so that only those fail. */
    private void commitEach(List<Waiting> batch) throws SQLException {
        if (batch.size() == 1) {
            Answer again = plan(batch).answers().get(0);
            batch.get(0).answer().complete(BatchDecider.ofRefusedRow(again));
            return;
        }
        for (Waiting item : batch) {
            commit(List.of(item));
        }
    }

    private BatchDecider.Plan plan(List<Waiting> batch) throws SQLException {
        List<Submission<?>> submissions = new ArrayList<>();
        batch.forEach(item -> submissions.add(item.submission()));
        Map<RequestKey, RequestRow> answered = store.answered(id, BatchDecider.keys(submissions));
        Instant recorded = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new BatchDecider(registry, json, picture, answered, clock(), recorded).plan(submissions);
    }

    private enum Fate {
        WRITTEN,
        /** Another node moved the head first. */
        BEHIND,
        /** The data itself was refused. */
        REFUSED
    }

    /** A refusal that writes nothing stands only when no other node has written what it missed. */
    private Fate confirm() throws SQLException {
        PictureStore.SpaceHead head = there();
        return head.epoch().equals(picture.epoch()) && head.seq() == picture.seq() ? Fate.WRITTEN : Fate.BEHIND;
    }

    private PictureStore.SpaceHead there() throws SQLException {
        return store.head(id).orElseThrow(() -> new SQLException("space " + id + " is gone from the database"));
    }

    private Fate append(Batch batch) throws SQLException {
        try {
            return store.append(batch, picture.epoch()) ? Fate.WRITTEN : Fate.BEHIND;
        } catch (UnknownOutcomeException unknown) {
            LOG.warn("space {}: {}; asking the log", id, Fault.brief(unknown.getCause()));
            boolean ofDisk = condition.isOfDisk(unknown.failure());
            if (resolve(batch, !ofDisk)) {
                return Fate.WRITTEN;
            }
            if (ofDisk) {
                throw unknown.failure();
            }
            return Fate.BEHIND;
        } catch (SQLException problem) {
            String state = String.valueOf(problem.getSQLState());
            if (state.startsWith("22") || state.startsWith("23")) {
                LOG.warn("space {}: a batch was refused at {}", id, batch.expectedSeq(), Fault.of(problem));
                return Fate.REFUSED;
            }
            throw problem;
        }
    }

    /** Asks the log until it answers: nobody is told anything before. */
    private boolean resolve(Batch batch, boolean underWay) {
        condition.setAway(true);
        while (true) {
            try {
                boolean held = store.holds(batch, underWay);
                condition.setAway(false);
                return held;
            } catch (SQLException again) {
                if (closing) {
                    throw new IllegalStateException("stopped with a commit of unknown outcome", again);
                }
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    /** What the head watch saw: the database holds more than this node, another log, or another clock. */
    void seen(SpaceStore.Row row, Instant asked, long askedNanos) {
        PictureStore.SpaceHead head = row.head();
        Snapshot now = picture;
        newest.accumulateAndGet(head, PictureStore.SpaceHead::orNewer);
        if (!head.epoch().equals(now.epoch()) || head.seq() > now.seq()) {
            waiting.wake();
        } else if (head.seq() == now.seq()) {
            condition.verified(asked, askedNanos);
        }
        condition.setAway(false);
    }

    void headUnknown(SQLException problem) {
        if (!condition.isAway()) {
            LOG.warn("space {}: the database cannot be asked: {}", id, Fault.brief(problem));
        }
        condition.setAway(true);
        waiting.expire(unavailable());
    }

    /** Applies what other nodes wrote, or loads another log. */
    private void follow() throws SQLException {
        PictureStore.SpaceHead head = there();
        if (!head.epoch().equals(picture.epoch()) || head.seq() < picture.seq()) {
            picture = loaded();
            listeners.forEach(listener -> tell(() -> listener.reset("另一纪元 / another epoch")));
            return;
        }
        newest.accumulateAndGet(head, PictureStore.SpaceHead::orNewer);
        while (picture.seq() < head.seq()) {
            List<Change> missed = store.changes(id, picture.seq(), CATCH_UP_ROWS);
            if (missed.isEmpty()) {
                throw new SQLException("space " + id + " says " + head.seq() + " but the log ends at " + picture.seq());
            }
            Snapshot next = picture;
            for (Change change : missed) {
                next = next.with(change);
            }
            publish(missed, next);
        }
    }

    /** A look at the database that began before the commit does not undo what that made of the clock. */
    private void moved(Batch batch) {
        SpaceClock next = batch.clock() == null ? clock() : batch.clock();
        newest.accumulateAndGet(
                new PictureStore.SpaceHead(picture.epoch(), batch.seq(), next), PictureStore.SpaceHead::orNewer);
    }

    private void publish(List<Change> changes, Snapshot after) {
        if (changes.isEmpty()) {
            return;
        }
        picture = reindexer.refresh(after);
        Commit commit = new Commit(changes, picture);
        for (Listener listener : listeners) {
            tell(() -> listener.committed(commit));
        }
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException fault) {
            LOG.error("space {}: a listener failed", id, Fault.of(fault));
        }
    }

    private Answer unavailable() {
        return refused(condition.refusal());
    }

    private Answer refused(PictureException why) {
        return Answer.refused(why.problem(), picture.seq());
    }

    int purgeAnswers(Instant before) throws SQLException {
        return store.purgeAnswers(id, before);
    }

    @Override
    public void close() {
        closing = true;
        try {
            writer.join(CommandQueue.PATIENCE.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        answers.close();
    }
}
