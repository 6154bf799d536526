package org.anlan.picture.model;

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
     */
    record Accepted(String collection, String id, List<Draft> drafts) implements Decision {
        public Accepted {
            drafts = List.copyOf(drafts);
        }
    }

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
    static Decision accept(Draft first, Draft... more) {
        List<Draft> drafts = new java.util.ArrayList<>(List.of(first));
        drafts.addAll(List.of(more));
        return new Accepted(first.collection(), first.id(), drafts);
    }

    /** All is as asked already; the answer is this feature. */
    static Decision unchanged(Feature<?> feature) {
        return new Accepted(feature.collection(), feature.id(), List.of());
    }

    static Decision refuse(Problem problem) {
        return new Refused(problem);
    }
}
