package org.anlan.picture.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.anlan.picture.Actor;
import org.anlan.picture.Answer;
import org.anlan.picture.Change;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.Submission;
import org.anlan.picture.memory.Snapshot;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Fault;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Registry;
import org.anlan.picture.store.Batch.Entry;
import org.anlan.picture.store.Batch.RequestKey;
import org.anlan.picture.store.Batch.RequestRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides commands in order, each on the picture the ones before it left. No I/O. */
final class BatchDecider {

    /**
     * What a batch would write and answer.
     *
     * @param answers one per submission, in order
     */
    record Plan(Batch batch, List<Answer> answers, Snapshot after) {}

    private static final Logger LOG = LoggerFactory.getLogger(BatchDecider.class);
    private static final Problem REFUSED_ROW =
            Problem.of(500, "internal", "数据库拒绝了这条记录", "the database refused this record");
    private static final int MAX_BODY_CHARACTERS = 1_000_000;

    private final Registry registry;
    private final FeatureJson json;
    private final Instant at;
    private final Instant recorded;
    private final String batch = UUID.randomUUID().toString();
    private final Map<RequestKey, RequestRow> answered;
    private final List<Entry> entries = new ArrayList<>();
    private final List<RequestRow> requests = new ArrayList<>();
    private final Snapshot before;
    private final SpaceClock clockBefore;
    private Snapshot picture;
    private SpaceClock clock;

    BatchDecider(
            Registry registry,
            FeatureJson json,
            Snapshot before,
            Map<RequestKey, RequestRow> answered,
            SpaceClock clock,
            Instant recorded) {
        this.registry = registry;
        this.json = json;
        this.before = before;
        this.picture = before;
        this.answered = new HashMap<>(answered);
        Instant now = clock.now(recorded);
        this.at = now.isBefore(before.at()) ? before.at() : now;
        this.recorded = recorded;
        this.clockBefore = clock;
        this.clock = clock;
    }

    /** What a command is told whose row the database refused: another node may have answered its key meanwhile. */
    static Answer ofRefusedRow(Answer again) {
        if (again.replayed()) {
            return again;
        }
        LOG.error("the database refuses a record that was decided, as warned of before");
        return Answer.refused(REFUSED_ROW, again.seq());
    }

    /** The Idempotency-Keys of these, each once. */
    static List<RequestKey> keys(List<Submission<?>> submissions) {
        return submissions.stream()
                .filter(submission -> submission.key() != null)
                .map(submission -> new RequestKey(submission.actor().id(), submission.key()))
                .distinct()
                .toList();
    }

    Plan plan(List<Submission<?>> submissions) {
        List<Answer> answers = new ArrayList<>();
        for (Submission<?> submission : submissions) {
            answers.add(answer(submission));
        }
        SpaceClock moved = clock == clockBefore ? null : clock;
        Batch planned = new Batch(before.space(), batch, before.seq(), at, recorded, moved, entries, requests);
        return new Plan(planned, answers, picture);
    }

    private Answer answer(Submission<?> submission) {
        if (submission.key() == null) {
            return decide(submission);
        }
        RequestKey key = new RequestKey(submission.actor().id(), submission.key());
        RequestRow earlier = answered.get(key);
        if (earlier != null) {
            return earlier.bodyHash().equals(submission.bodyHash())
                    ? earlier.answer().asReplay()
                    : Answer.refused(otherBody(submission.key()), picture.seq());
        }
        Answer answer = decide(submission);
        if (answer.status() < 500) {
            RequestRow row = new RequestRow(key, submission.bodyHash(), answer);
            answered.put(key, row);
            requests.add(row);
        }
        return answer;
    }

    private Answer decide(Submission<?> submission) {
        int mark = entries.size();
        Snapshot start = picture;
        SpaceClock running = clock;
        try {
            return apply(submission, decision(submission));
        } catch (PictureException refusal) {
            undo(mark, start, running);
            return Answer.refused(refusal.problem(), start.seq());
        } catch (RuntimeException fault) {
            undo(mark, start, running);
            LOG.error(
                    "command {}/{} failed, incident {}",
                    submission.command().collection(),
                    submission.command().name(),
                    submission.id(),
                    Fault.of(fault));
            return Answer.refused(broken(submission.id()), start.seq());
        }
    }

    private void undo(int mark, Snapshot start, SpaceClock running) {
        entries.subList(mark, entries.size()).clear();
        picture = start;
        clock = running;
    }

    private <I> Decision decision(Submission<I> submission) {
        var command = submission.command();
        var call = submission.call();
        boolean ofServer = command.isInternal() && submission.actor().isSystem();
        if (!ofServer && !command.roles().contains(submission.actor().role())) {
            throw new PictureException(forbidden(command.roles()));
        }
        if (!command.creates()) {
            Feature<?> feature = picture.find(command.collection(), call.id())
                    .filter(found -> ofServer || isSeen(submission.actor(), found))
                    .orElseThrow(() -> new PictureException(Snapshot.missing(command.collection(), call.id())));
            if (call.expectedVersion() != null && call.expectedVersion() != feature.version()) {
                throw new PictureException(stale(call.expectedVersion(), feature));
            }
        }
        Context context = new Context(submission.actor(), at, submission.id());
        return command.decider().decide(picture, context, call);
    }

    /** Asked here too, where the newest state is known: it may have gone out of the caller's sight meanwhile. */
    private boolean isSeen(Actor actor, Feature<?> feature) {
        return registry.collection(feature.collection()).isSeen(Reader.of(actor), feature);
    }

    private Answer apply(Submission<?> submission, Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            throw new PictureException(refused.problem());
        }
        Decision.Accepted accepted = (Decision.Accepted) decision;
        for (Decision.Draft draft : accepted.drafts()) {
            append(submission, draft);
        }
        if (accepted.pace() != null) {
            move(accepted.pace());
        }
        int status = submission.command().creates() ? 201 : 200;
        Optional<Feature<?>> about = picture.find(accepted.collection(), accepted.id());
        if (about.isEmpty()) {
            return new Answer(
                    status, json.encodeRemoved(accepted.collection(), accepted.id()), null, picture.seq(), 0, false);
        }
        Feature<?> feature = about.get();
        // What callers did themselves they are told, also when it lies out of their units now.
        Reader reader = Reader.of(submission.actor()).everywhere();
        String body = registry.collection(accepted.collection())
                .see(reader, feature)
                .map(json::encode)
                .orElseGet(() -> json.encodeRemoved(accepted.collection(), accepted.id()));
        return new Answer(status, body, null, picture.seq(), feature.version(), false);
    }

    private void move(Decision.Pace pace) {
        if (clock.isReal()) {
            throw new IllegalStateException("the live space keeps real time");
        }
        Instant to = pace.at() == null || pace.at().isBefore(at) ? at : pace.at();
        clock = clock.goingOn(to, pace.rate(), recorded);
    }

    private void append(Submission<?> submission, Decision.Draft draft) {
        CollectionType<?> type = registry.collection(draft.collection());
        Feature<?> feature = draft instanceof Decision.Put put ? feature(submission, type, put) : null;
        String body = feature == null ? null : json.encode(feature);
        if (body != null && body.length() > MAX_BODY_CHARACTERS) {
            throw new PictureException(
                    Problem.of(413, "too-large", "要素超过 100 万字符", "the feature is larger than 1,000,000 characters"));
        }
        Change change = new Change(
                picture.seq() + 1,
                at,
                recorded,
                batch,
                submission.actor().id(),
                submission.command().name(),
                draft.collection(),
                draft.id(),
                feature);
        entries.add(new Entry(change, body));
        picture = picture.with(change);
    }

    private Feature<?> feature(Submission<?> submission, CollectionType<?> type, Decision.Put put) {
        type.geometry().check(put.geometry()).ifPresent(problem -> {
            throw new PictureException(problem);
        });
        if (!type.properties().isInstance(put.properties())) {
            throw new IllegalStateException(type.name() + " holds " + type.properties() + ", not "
                    + put.properties().getClass());
        }
        long version =
                picture.find(put.collection(), put.id()).map(Feature::version).orElse(0L) + 1;
        return new Feature<>(
                put.collection(),
                put.id(),
                put.geometry(),
                put.properties(),
                version,
                picture.seq() + 1,
                at,
                submission.actor().name());
    }

    private static Problem otherBody(String key) {
        return Problem.field(
                "idempotency-key",
                "Idempotency-Key",
                key,
                "同一幂等键已用于另一内容;新请求请换新键",
                "this key was used with another body; use a new key for a new request");
    }

    private static Problem forbidden(java.util.Set<Role> roles) {
        return Problem.of(403, "role", "当前角色无权执行此操作", "your role may not do this")
                .with("roles", roles.stream().map(Role::word).sorted().toList());
    }

    private static Problem stale(long expected, Feature<?> feature) {
        return new Problem(
                412,
                "stale",
                new org.anlan.picture.Text(
                        "已被 " + feature.by() + " 修改为第 " + feature.version() + " 版,请重新读取后再改",
                        "changed meanwhile by " + feature.by() + " to version " + feature.version()
                                + "; read it again, then edit"),
                List.of(new Problem.Violation(
                        "If-Match",
                        String.valueOf(expected),
                        new org.anlan.picture.Text("须为当前版本号", "must be the current version"))),
                Map.of("current", feature.version()));
    }

    private static Problem broken(String incident) {
        return Problem.of(500, "internal", "服务器内部错误,编号 " + incident, "internal error, reference " + incident);
    }
}
