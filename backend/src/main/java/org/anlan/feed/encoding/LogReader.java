package org.anlan.feed.encoding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.anlan.picture.Change;
import org.anlan.picture.Reader;
import org.anlan.picture.Space;

/**
 * Frames from the log in the database, for who stands before what is in memory. It is read in blocks that are kept for a
 * while, because after a restart or an outage many return to the same place. Blocks on the database.
 */
public final class LogReader {

    /** Changes of one block: block k holds k × BLOCK + 1 and what follows. */
    private static final int BLOCK = 128;

    /** All blocks together. Bytes. */
    private static final long KEPT = 32L << 20;

    private record Key(String epoch, Reader audience, long block) {}

    private final Space space;
    private final ChangeEncoder encoder;
    private final Cache<Key, AudienceLog> blocks = Caffeine.newBuilder()
            .maximumWeight(KEPT)
            .<Key, AudienceLog>weigher((key, block) -> (int) Math.min(Integer.MAX_VALUE, block.bytes()))
            .expireAfterAccess(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .<Key, AudienceLog>removalListener((key, block, cause) -> block.close())
            .build();

    public LogReader(Space space, ChangeEncoder encoder) {
        this.space = space;
        this.encoder = encoder;
    }

    /**
     * What comes after {@code position}, as one frame; null when there is nothing.
     *
     * @throws org.anlan.picture.PictureException 503 when the database cannot be asked
     */
    public AudienceLog.Joined after(Reader audience, long position, int frameBytes) {
        Key key = new Key(space.epoch(), audience, position / BLOCK);
        AudienceLog.Joined joined = blocks.get(key, this::read).after(position, frameBytes);
        if (joined == null) {
            // The block was read before the log had gone past this place, or was given up this moment.
            blocks.invalidate(key);
            joined = blocks.get(key, this::read).after(position, frameBytes);
        }
        return joined;
    }

    /** Gives the frames' memory back. */
    public void close() {
        blocks.invalidateAll();
    }

    private AudienceLog read(Key key) {
        long before = key.block * BLOCK;
        AudienceLog block = new AudienceLog(before, Long.MAX_VALUE);
        List<Change> changes = space.changes(before, BLOCK);
        changes.forEach(change -> block.append(encoder.of(change).as(key.audience)));
        return block;
    }
}
