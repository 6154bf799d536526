package org.anlan.picture;

import java.time.Instant;

/**
 * What this node knows of the log's end.
 *
 * @param seq the last change applied to this node's picture
 * @param verifiedAt real time at which this node last asked the database and held everything it had
 * @param degraded true while the database cannot be asked; {@code verifiedAt} then stays
 */
public record Head(long seq, Instant verifiedAt, boolean degraded) {}
