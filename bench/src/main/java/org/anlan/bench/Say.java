package org.anlan.bench;

/** Words on the terminal: Chinese first, English beside it. */
public final class Say {

    private Say() {}

    /** What is being done now. */
    public static void step(String zh, String en) {
        System.out.printf("▸ %s  %s%n", zh, en);
    }

    /** A figure or a fact on the way. */
    public static void line(String format, Object... arguments) {
        System.out.printf("    " + format + "%n", arguments);
    }

    public static void wrong(String zh, String en) {
        System.out.printf("✗ %s%n  %s%n", zh, en);
    }
}
