package org.anlan.layer.tile;

import java.util.ArrayDeque;

/**
 * How far each point of a line lies from the line without it, in the order in which Douglas and Peucker (1973) would
 * keep them: dropping every point below a tolerance gives their simplification, for any tolerance, from one computation.
 */
final class Significance {

    private Significance() {}

    private record Span(int from, int to, float least) {}

    /**
     * @param xs coordinates of which {@code from} to {@code to} (both included) are one line or one closed ring
     * @param weights filled for the same range, in the unit of the coordinates; the ends get infinity
     */
    static void of(int[] xs, int[] ys, int from, int to, float[] weights) {
        weights[from] = Float.POSITIVE_INFINITY;
        weights[to] = Float.POSITIVE_INFINITY;
        ArrayDeque<Span> open = new ArrayDeque<>();
        open.push(new Span(from, to, Float.POSITIVE_INFINITY));
        while (!open.isEmpty()) {
            Span span = open.pop();
            if (span.to - span.from < 2) {
                continue;
            }
            int farthest = span.from + 1;
            double most = -1;
            for (int index = span.from + 1; index < span.to; index++) {
                double squared = squaredDistance(xs, ys, index, span.from, span.to);
                if (squared > most) {
                    most = squared;
                    farthest = index;
                }
            }
            float weight = Math.min((float) Math.sqrt(most), span.least);
            weights[farthest] = weight;
            open.push(new Span(span.from, farthest, weight));
            open.push(new Span(farthest, span.to, weight));
        }
    }

    private static double squaredDistance(int[] xs, int[] ys, int point, int from, int to) {
        double dx = (double) xs[to] - xs[from];
        double dy = (double) ys[to] - ys[from];
        double px = (double) xs[point] - xs[from];
        double py = (double) ys[point] - ys[from];
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
        double ox = px - along * dx;
        double oy = py - along * dy;
        return ox * ox + oy * oy;
    }
}
