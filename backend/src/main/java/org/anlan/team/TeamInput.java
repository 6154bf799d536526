package org.anlan.team;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.anlan.picture.model.Checks;
import org.anlan.picture.model.PhoneNumbers;

/**
 * Members of a team as sent. On create {@code name} and {@code kind} are needed; on edit a missing member stays as it is
 * and an empty text clears.
 *
 * @param code on create the id the team shall have, e.g. that of its tracker; else one is made
 */
record TeamInput(
        String code,
        String name,
        Team.Kind kind,
        String town,
        Integer size,
        Team.Person leader,
        List<Team.Member> members,
        List<Team.Equipment> equipment,
        Team.Basis basis) {

    private static final int WORD = 60;
    private static final int MAX_SIZE = 100_000;
    private static final int MAX_MEMBERS = 500;
    private static final int MAX_EQUIPMENT = 200;
    private static final int MAX_COUNT = 1_000_000;
    /**
     * The team these members make; says all that is wrong with them at once.
     *
     * @param old null for a new team
     */
    Team team(Team old, Instant now) {
        Checks checks = new Checks();
        String checkedName =
                old != null && name == null ? old.name() : checks.requiredText("properties.name", name, WORD);
        Team.Kind checkedKind = checks.required("properties.kind", kind == null && old != null ? old.kind() : kind);
        int checkedSize = size == null ? old == null ? 0 : old.size() : size;
        if (checkedSize < 0 || checkedSize > MAX_SIZE) {
            checks.reject("properties.size", size, "须为 0–" + MAX_SIZE + " 人", "must be 0 to " + MAX_SIZE + " people");
        }
        String checkedTown = town == null && old != null ? old.town() : town(checks);
        Team.Person checkedLeader = leader == null && old != null ? old.leader() : leader(checks);
        List<Team.Member> checkedMembers = members == null && old != null ? old.members() : members(checks);
        List<Team.Equipment> checkedEquipment = equipment == null && old != null ? old.equipment() : equipment(checks);
        checks.done();
        return new Team(
                checkedName,
                checkedKind,
                checkedTown,
                checkedSize,
                checkedLeader,
                checkedMembers,
                checkedEquipment,
                old == null ? Team.Status.STANDBY : old.status(),
                old == null ? null : old.task(),
                old == null ? null : old.incident(),
                old == null ? now : old.statusSince(),
                basis != null ? basis : old == null ? Team.Basis.OPERATOR : old.basis(),
                old == null ? List.of() : old.sharedBy());
    }

    private String town(Checks checks) {
        String clean = Checks.clean(town);
        if (!clean.isEmpty() && !clean.matches("\\d{9}")) {
            checks.reject("properties.town", town, "须为 9 位乡镇代码", "must be the 9-digit code of a town");
        }
        return clean.isEmpty() ? null : clean;
    }

    private Team.Person leader(Checks checks) {
        if (leader == null) {
            return null;
        }
        String called = checks.optionalText("properties.leader.name", leader.name(), WORD);
        String phone = PhoneNumbers.check(checks, "properties.leader.phone", leader.phone());
        return called == null && phone == null ? null : new Team.Person(called, phone);
    }

    private List<Team.Member> members(Checks checks) {
        List<Team.Member> checked = new ArrayList<>();
        for (Team.Member member : several(checks, "properties.members", members, MAX_MEMBERS)) {
            String at = "properties.members[" + checked.size() + "].";
            checked.add(new Team.Member(
                    checks.requiredText(at + "name", member.name(), WORD),
                    PhoneNumbers.check(checks, at + "phone", member.phone()),
                    checks.optionalText(at + "skill", member.skill(), WORD)));
        }
        return checked;
    }

    private List<Team.Equipment> equipment(Checks checks) {
        List<Team.Equipment> checked = new ArrayList<>();
        for (Team.Equipment thing : several(checks, "properties.equipment", equipment, MAX_EQUIPMENT)) {
            String at = "properties.equipment[" + checked.size() + "].";
            if (thing.count() < 0 || thing.count() > MAX_COUNT) {
                checks.reject(at + "count", thing.count(), "须为 0–" + MAX_COUNT, "must be 0 to " + MAX_COUNT);
            }
            checked.add(new Team.Equipment(
                    checks.requiredText(at + "name", thing.name(), WORD),
                    thing.count(),
                    checks.optionalText(at + "unit", thing.unit(), WORD)));
        }
        return checked;
    }

    private static <T> List<T> several(Checks checks, String field, List<T> given, int most) {
        if (given == null) {
            return List.of();
        }
        boolean whole = given.stream().allMatch(Objects::nonNull);
        if (given.size() > most || !whole) {
            checks.reject(
                    field, given.size(), "最多 " + most + " 项,不能有空项", "at most " + most + " entries, none of them null");
        }
        return whole ? given : List.of();
    }
}
