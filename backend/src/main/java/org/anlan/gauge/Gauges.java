package org.anlan.gauge;

import java.util.Optional;
import java.util.Set;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;

/** The collection {@code gauges}. A gauge enters a drill without its readings. */
public final class Gauges {

    public static final CollectionType<Gauge> TYPE = CollectionType.open(
                    "gauges", Gauge.class, GeometryRule.point(), Role.ALL)
            .standing(feature -> Optional.of(feature.properties().unread()));

    /** The server's own judgement of the newest readings. */
    static final CommandType<Assessment> ASSESS =
            CommandType.internal(TYPE.name(), "assess", Assessment.class, (picture, context, call) -> {
                Feature<Gauge> present = picture.get(TYPE, call.id());
                Gauge gauge = present.properties();
                return gauge.assessment().equals(call.input())
                        ? Decision.unchanged(present)
                        : Decision.accept(Decision.put(present, gauge.assessed(call.input(), context.now())));
            });

    public static final Set<Role> WRITERS =
            Set.of(Role.ADMINISTRATOR, Role.COMMANDER, Role.DUTY_OFFICER, Role.WAREHOUSE_KEEPER, Role.FIELD);

    private Gauges() {}
}
