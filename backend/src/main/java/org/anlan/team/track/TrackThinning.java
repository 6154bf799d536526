package org.anlan.team.track;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Fewer positions of the same track: its ends, its corners, and no more than asked for. */
final class TrackThinning {

    private TrackThinning() {}

    /** Keeps one of each run of equal length, and of each run also the place farthest from its chord. */
    static List<Position> thin(List<Position> track, int most) {
        if (track.size() <= most) {
            return track;
        }
        int runs = Math.max(1, (most - 1) / 2);
        double length = (track.size() - 1) / (double) runs;
        TreeSet<Integer> kept = new TreeSet<>();
        for (int run = 0; run < runs; run++) {
            int from = (int) Math.round(run * length);
            int to = (int) Math.round((run + 1) * length);
            kept.add(from);
            kept.add(farthest(track, from, to));
            kept.add(to);
        }
        List<Position> thinned = new ArrayList<>(kept.size());
        kept.forEach(index -> thinned.add(track.get(index)));
        return thinned;
    }

    private static int farthest(List<Position> track, int from, int to) {
        Position begin = track.get(from);
        Position end = track.get(to);
        double shrink = Math.cos(Math.toRadians(begin.lat()));
        double dx = (end.lon() - begin.lon()) * shrink;
        double dy = end.lat() - begin.lat();
        int farthest = from;
        double most = -1;
        for (int index = from; index <= to; index++) {
            double px = (track.get(index).lon() - begin.lon()) * shrink;
            double py = track.get(index).lat() - begin.lat();
            double off = dx == 0 && dy == 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx);
            if (off > most) {
                most = off;
                farthest = index;
            }
        }
        return farthest;
    }
}
