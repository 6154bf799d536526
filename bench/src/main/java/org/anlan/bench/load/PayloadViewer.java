package org.anlan.bench.load;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32C;

/** What viewers of the baselines count: each {@link Payload} with its hash. */
public final class PayloadViewer {

    private final CRC32C crc = new CRC32C();
    private final Viewer viewer;
    private long count;
    private long sum;
    private boolean probed;

    PayloadViewer(Viewer viewer) {
        this.viewer = viewer;
    }

    /** A payload lies at {@code index}. */
    void take(ByteBuf in, int index, int size) {
        long number = Viewer.number(in, index + Payload.NUMBER_AT);
        if (number == Payload.PROBE) {
            if (!probed) {
                probed = true;
                viewer.ready();
            }
            return;
        }
        crc.reset();
        crc.update(in.internalNioBuffer(index, size));
        count++;
        sum += crc.getValue();
        viewer.received(number, number);
    }

    public long count() {
        return count;
    }

    /** Of the hashes of all payloads. */
    public long sum() {
        return sum;
    }
}
