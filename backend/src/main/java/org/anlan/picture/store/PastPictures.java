package org.anlan.picture.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.anlan.picture.Change;
import org.anlan.picture.Commit;
import org.anlan.picture.Space;
import org.anlan.picture.memory.Snapshot;
import org.anlan.picture.model.Fault;
import org.anlan.picture.model.Picture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of one space at past times: the nearest checkpoint, or a picture that was asked for lately, and the log
 * after it. Writes the checkpoints, off the writer's thread.
 */
final class PastPictures implements Space.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(PastPictures.class);
    private static final int ROWS = 5_000;
    private static final int KEPT = 16;
    /** Pictures share what did not change between them, so this is far above what they hold. */
    private static final long FEATURES_KEPT = 200_000;

    private final String space;
    private final PastStore store;
    private final int interval;
    private final Executor aside;
    /** By seq; who plays the past forward finds the picture before. Guarded by itself. */
    private final TreeMap<Long, Snapshot> recent = new TreeMap<>();

    private long checkpointed;

    /** @param seq where the log stands now */
    PastPictures(String space, PastStore store, Executor aside, long seq) {
        this.space = space;
        this.store = store;
        this.interval = store.checkpointEvery();
        this.aside = aside;
        this.checkpointed = seq / interval;
    }

    Space.Timeline timeline(Instant to, int parts) throws SQLException {
        return store.timeline(space, to, parts);
    }

    /** All changes of {@code at} up to this time; the empty picture before the first. */
    Picture at(Instant time, String epoch) throws SQLException {
        long seq = store.seqAt(space, time);
        Snapshot picture = nearest(seq, epoch);
        while (picture.seq() < seq) {
            int rows = (int) Math.min(ROWS, seq - picture.seq());
            List<Change> changes = store.changes(space, picture.seq(), rows);
            if (changes.isEmpty()) {
                throw new SQLException("the log of space " + space + " ends at " + picture.seq() + " before " + seq);
            }
            for (Change change : changes) {
                picture = picture.with(change);
            }
        }
        keep(picture);
        return picture;
    }

    private Snapshot nearest(long seq, String epoch) throws SQLException {
        Snapshot known = null;
        synchronized (recent) {
            Map.Entry<Long, Snapshot> entry = recent.floorEntry(seq);
            if (entry != null && entry.getValue().epoch().equals(epoch)) {
                known = entry.getValue();
            }
        }
        long from = known == null ? 0 : known.seq();
        if (seq - from > interval || known == null) {
            PastStore.Checkpoint checkpoint = store.checkpoint(space, from, seq);
            if (checkpoint != null) {
                return Snapshot.of(space, epoch, checkpoint.seq(), checkpoint.at(), checkpoint.features());
            }
        }
        return known == null ? Snapshot.empty(space, epoch, Instant.EPOCH) : known;
    }

    private void keep(Snapshot picture) {
        synchronized (recent) {
            recent.put(picture.seq(), picture);
            long newest = picture.seq();
            while (recent.size() > KEPT || recent.size() > 1 && features() > FEATURES_KEPT) {
                recent.remove(recent.firstKey() == newest ? recent.lastKey() : recent.firstKey());
            }
        }
    }

    private long features() {
        return recent.values().stream().mapToLong(Snapshot::size).sum();
    }

    @Override
    public void committed(Commit commit) {
        long due = commit.seq() / interval;
        if (due > checkpointed) {
            checkpointed = due;
            aside.execute(() -> write(commit.picture()));
        }
    }

    private void write(Picture picture) {
        try {
            store.writeCheckpoint(picture);
        } catch (SQLException | RuntimeException problem) {
            LOG.warn("space {}: no checkpoint at {}: {}", space, picture.seq(), Fault.brief(problem));
        }
    }

    @Override
    public void reset(String why) {
        checkpointed = 0;
        synchronized (recent) {
            recent.clear();
        }
    }
}
