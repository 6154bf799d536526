package org.anlan.team;

import java.util.List;
import java.util.Optional;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;
import org.anlan.picture.model.Picture;

/**
 * The collection {@code teams}: those of the reader's units; only the desk sees members' telephone numbers, a viewer not
 * even the leader's; in a new drill every team stands by and no phone shares.
 */
public final class Teams {

    public static final CollectionType<Team> TYPE = new CollectionType<Team>(
                    "teams",
                    Team.class,
                    GeometryRule.optionalPoint(),
                    Role.ALL,
                    (reader, team) -> Optional.of(
                            Role.DESK.contains(reader.role())
                                    ? team
                                    : team.withProperties(
                                            team.properties().withoutPhones(reader.role() == Role.VIEWER))))
            .seenWhere((reader, team) -> reader.covers(team.town()))
            .standing(feature -> Optional.of(feature.properties()
                    .with(Team.Status.STANDBY, null, null, null)
                    .sharedBy(List.of())));

    private Teams() {}

    /** Names of the teams that work on an incident. */
    static List<String> workingOn(Picture picture, String incident) {
        return picture.list(TYPE).stream()
                .map(Feature::properties)
                .filter(team -> incident.equals(team.incident()))
                .map(Team::name)
                .toList();
    }
}
