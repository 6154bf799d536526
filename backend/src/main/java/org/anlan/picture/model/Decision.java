package org.anlan.picture.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.anlan.picture.Problem;
import org.locationtech.jts.geom.Geometry;

/** What a command decides: changes, nothing to change, or a refusal. */
public sealed interface Decision {

    /**
     * @param collection the collection of the feature that is the answer
     * @param id the feature that is the answer
     * @param drafts in order; empty when all is already as asked
     * @param pace how the space's clock goes on after them, or null: as it is
     */
    record Accepted(String collection, String id, List<Draft> drafts, Pace pace) implements Decision {
        public Accepted {
            drafts = List.copyOf(drafts);
            if (pace != null && drafts.isEmpty()) {
                throw new IllegalArgumentException("a clock moves with a change, by which the log says when");
            }
        }

        public Accepted(String collection, String id, List<Draft> drafts) {
            this(collection, id, drafts, null);
        }

        /** The same, and the space's clock goes on like this; the live space's cannot. */
        public Accepted with(Pace next) {
            return new Accepted(collection, id, drafts, next);
        }
    }

    /**
     * How a space's clock goes on from the moment of a commit, in the same transaction.
     *
     * @param at space time; null, or one that has passed, = the time it is
     * @param rate space seconds per real second, 0 = it stands
     */
    record Pace(Instant at, double rate) {}

    record Refused(Problem problem) implements Decision {
        public Refused {
            Objects.requireNonNull(problem, "problem");
        }
    }

    /** A change before it has a seq. */
    sealed interface Draft {
        String collection();

        String id();
    }

    record Put(String collection, String id, Geometry geometry, Record properties) implements Draft {}

    record Remove(String collection, String id) implements Draft {}

    static <P extends Record> Put put(CollectionType<P> type, String id, Geometry geometry, P properties) {
        return new Put(type.name(), id, geometry, properties);
    }

    /** The feature with other properties, in the same place. */
    static <P extends Record> Put put(Feature<P> feature, P properties) {
        return new Put(feature.collection(), feature.id(), feature.geometry(), properties);
    }

    /** Answers with the feature of the first draft. */
    static Accepted accept(Draft first, Draft... more) {
        List<Draft> drafts = new java.util.ArrayList<>(List.of(first));
        drafts.addAll(List.of(more));
        return new Accepted(first.collection(), first.id(), drafts);
    }

    /** All is as asked already; the answer is this feature. */
    static Accepted unchanged(Feature<?> feature) {
        return new Accepted(feature.collection(), feature.id(), List.of());
    }

    static Decision refuse(Problem problem) {
        return new Refused(problem);
    }
}
