package org.anlan.webhook;

import java.util.ArrayList;
import java.util.List;
import org.anlan.feed.encoding.ChangeEncoder;
import org.anlan.picture.Change;
import org.anlan.picture.Space;

/** The next message for a receiver, from the log, encoded as the feed encodes it for the same audience. */
final class MessageWriter {

    /** Changes of the log that one message spans at most. */
    static final int MOST_CHANGES = 500;

    /** A message that holds more than one change is no larger. Bytes. */
    private static final int MOST_BYTES = 1 << 20;

    private final ChangeEncoder encoder;

    MessageWriter(ChangeEncoder encoder) {
        this.encoder = encoder;
    }

    /**
     * @param to the log was looked at up to here
     * @param message null when nothing in it is for this receiver
     */
    record Look(long to, Message message) {}

    /**
     * What comes next. A message that was tried before ends where it ended then, so that it stays the same message.
     *
     * @throws org.anlan.picture.PictureException 503 when the database cannot be asked
     */
    Look next(Subscription to, Space space) {
        Subscription.Place place = to.place();
        boolean again = place.hasBatchIn(space.epoch());
        if (!place.epoch().equals(space.epoch())) {
            long seq = again ? place.batchSeq() : space.head().seq();
            return new Look(seq, Message.reset(to, space, seq));
        }
        List<Change> changes = space.changes(place.since(), MOST_CHANGES);
        List<byte[]> encoded = new ArrayList<>();
        long bytes = 0;
        Change last = null;
        for (Change change : changes) {
            byte[] one = to.wants(change.collection()) ? encoder.of(change).as(to.reader()) : null;
            boolean full = one != null && !encoded.isEmpty() && bytes + one.length > MOST_BYTES;
            if (again ? change.seq() > place.batchSeq() : full) {
                break;
            }
            if (one != null) {
                encoded.add(one);
                bytes += one.length;
            }
            last = change;
        }
        if (encoded.isEmpty()) {
            return new Look(last == null ? place.since() : last.seq(), null);
        }
        return new Look(last.seq(), Message.changes(to, space, last.seq(), last.at(), encoded));
    }
}
