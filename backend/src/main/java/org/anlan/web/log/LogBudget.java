package org.anlan.web.log;

/** So many lines a second and no more, however many requests are refused. Thread-safe; the time is an argument. */
final class LogBudget {

    private final int burst;
    private final long nanosPerLine;
    private double left;
    private long seen;
    private long kept;

    LogBudget(int burst, int linesPerSecond, long nanos) {
        this.burst = burst;
        this.nanosPerLine = 1_000_000_000L / linesPerSecond;
        this.left = burst;
        this.seen = nanos;
    }

    /** -1 when there is no room for this line, else how many lines found no room since the last that did. */
    synchronized long take(long nanos) {
        left = Math.min(burst, left + (double) Math.max(0, nanos - seen) / nanosPerLine);
        seen = Math.max(seen, nanos);
        if (left < 1) {
            kept++;
            return -1;
        }
        left--;
        long before = kept;
        kept = 0;
        return before;
    }
}
