package org.anlan.team.track;

import java.util.ArrayList;
import java.util.List;

/**
 * Fewer positions of the same track, in one pass: its ends and, of each run of equally many positions, the place
 * farthest from the run's chord and its last. Runs count positions, not metres, so a stop keeps its share of them.
 */
final class TrackThinning {

    private final int most;
    private final List<Position> kept = new ArrayList<>();
    private final List<Position> run = new ArrayList<>();
    private double runLength = 1;
    private int runs;
    private int total;

    /** @param most how many may remain, at least three */
    TrackThinning(int most) {
        this.most = most;
    }

    /** How many will come; more may, when some are written meanwhile. */
    void expect(int count) {
        int parts = (most - 1) / 2;
        runLength = count <= most ? 1 : Math.max(1, (count - 1) / (double) parts);
    }

    /** The next position in time. */
    void add(Position position) {
        if (total > 0) {
            run.add(position);
            if (total >= Math.round((runs + 1) * runLength) && kept.size() + Math.min(2, run.size()) + 2 <= most) {
                close();
            }
        } else {
            kept.add(position);
        }
        total++;
    }

    /** All that were added, kept or not. */
    int total() {
        return total;
    }

    /** What remains, oldest first. */
    List<Position> kept() {
        if (!run.isEmpty()) {
            close();
        }
        return List.copyOf(kept);
    }

    private void close() {
        runs++;
        Position begin = kept.get(kept.size() - 1);
        Position end = run.get(run.size() - 1);
        Position corner = farthest(begin, end);
        if (corner != null) {
            kept.add(corner);
        }
        kept.add(end);
        run.clear();
    }

    /** The position between two that strays most from the straight way, or null when there is none between. */
    private Position farthest(Position begin, Position end) {
        double shrink = Math.cos(Math.toRadians(begin.lat()));
        double dx = (end.lon() - begin.lon()) * shrink;
        double dy = end.lat() - begin.lat();
        double length = dx * dx + dy * dy;
        Position farthest = null;
        double most = -1;
        for (Position position : run.subList(0, run.size() - 1)) {
            double px = (position.lon() - begin.lon()) * shrink;
            double py = position.lat() - begin.lat();
            double along = length == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
            double off = Math.hypot(px - along * dx, py - along * dy);
            if (off > most) {
                most = off;
                farthest = position;
            }
        }
        return farthest;
    }
}
