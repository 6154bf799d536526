package org.anlan.bench;

import java.time.Duration;
import org.anlan.bench.report.Report;

/** One thing that is measured; {@code ./anlan bench NAME} runs it alone. It leaves no process and no database behind. */
public interface Bench {

    /** Word on the command line and anchor in the document. */
    String name();

    /** Heading, Chinese. */
    String title();

    /** Heading, English. */
    String titleEn();

    /** When it has taken so long something hangs: it is given up and the others go on. */
    default Duration limit() {
        return Duration.ofMinutes(30);
    }

    /** Too long to be among those that run when none is named. */
    default boolean isByNameOnly() {
        return false;
    }

    /**
     * Measures.
     *
     * @throws Exception when something could not be measured, or when something was lost: then nothing is written
     */
    Report run(Context context) throws Exception;
}
