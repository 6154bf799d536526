package org.anlan.ogc.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Problem.Violation;
import org.anlan.picture.Text;
import org.springframework.util.MultiValueMap;

/** The question after the "?": as the standard demands, one that is unknown or cannot be read is answered 400. */
public record Parameters(MultiValueMap<String, String> given) {

    public static Parameters of(MultiValueMap<String, String> given, Set<String> taken) {
        given.forEach((name, values) -> {
            if (!taken.contains(name)) {
                String names = String.join(" ", new TreeSet<>(taken));
                throw refuse(name, values, "没有这个参数;可用:" + names, "there is no such parameter; there are: " + names);
            }
            if (values.size() > 1) {
                throw refuse(name, values, "只能给一次", "may be given once");
            }
        });
        return new Parameters(given);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(given.getFirst(name));
    }

    static PictureException refuse(String name, Object value, String zh, String en) {
        Text rule = new Text(zh, en);
        return new PictureException(
                new Problem(400, "query", rule, List.of(new Violation(name, Problem.shown(value), rule)), Map.of()));
    }
}
