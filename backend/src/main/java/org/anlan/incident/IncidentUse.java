package org.anlan.incident;

import java.util.List;
import org.anlan.picture.model.Picture;

/** What a feature above has tied to incidents, declared as a bean: while there is any, an incident is not taken away. */
@FunctionalInterface
public interface IncidentUse {

    /**
     * Pure.
     *
     * @param incident its id
     * @return names of what is tied to it, as people know them; empty = nothing
     */
    List<String> of(Picture picture, String incident);
}
