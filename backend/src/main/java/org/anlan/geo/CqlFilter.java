package org.anlan.geo;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterVisitor;
import org.geotools.api.filter.PropertyIsLike;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.ExpressionVisitor;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.spatial.Beyond;
import org.geotools.api.filter.spatial.DWithin;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.geotools.util.Converters;
import org.locationtech.jts.geom.Geometry;

/**
 * A question in CQL, e.g. {@code kind = 'danger' AND observedAt > '2021-07-22T00:00:00Z'}, over anything that has a
 * geometry and named values. {@code geometry} is the geometry; a member of a member is {@code "reporter.name"} in quotes.
 * Functions and distances (which CQL would take in degrees) are refused. Safe for several threads.
 */
public final class CqlFilter {

    private static final String GEOMETRY = "geometry";
    private static final int MAX_CHARACTERS = 2_000;
    private static final int MAX_DEPTH = 50;

    private final Filter filter;
    private final Set<String> names;

    private record Subject(Geometry geometry, Function<String, Object> values) {}

    private CqlFilter(Filter filter, Set<String> names) {
        this.filter = filter;
        this.names = names;
    }

    /** @throws IllegalArgumentException with what is wrong, when this is no CQL that is taken here */
    public static CqlFilter parse(String cql) {
        if (cql.length() > MAX_CHARACTERS
                || cql.chars().filter(sign -> sign == '(').count() > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "at most " + MAX_CHARACTERS + " characters and " + MAX_DEPTH + " parentheses");
        }
        try {
            Binding binding = new Binding();
            Filter bound = (Filter) ECQL.toFilter(cql).accept(binding, null);
            return new CqlFilter(bound, binding.names);
        } catch (CQLException problem) {
            throw new IllegalArgumentException(firstLine(problem.getMessage()), problem);
        }
    }

    private static String firstLine(String message) {
        return message == null ? "not CQL" : message.strip().split("\\R", 2)[0];
    }

    /** The names of values it asks for, {@code geometry} left out. */
    public Set<String> names() {
        return Set.copyOf(names);
    }

    /** The first name it asks for that is not among these; of a member of a member the outer name counts. */
    public Optional<String> unknown(Set<String> known) {
        return names.stream()
                .filter(name -> !known.contains(name.split("\\.", 2)[0]))
                .findFirst();
    }

    /** @param values a value by name: text, number, boolean, {@link java.util.Date}, or null when there is none */
    public boolean test(Geometry geometry, Function<String, Object> values) {
        return filter.evaluate(new Subject(geometry, values));
    }

    /** Makes every name look into the {@link Subject}, and matches patterns in bounded time. */
    private static final class Binding extends DuplicatingFilterVisitor {
        private final Set<String> names = new TreeSet<>();

        @Override
        public Object visit(PropertyName property, Object nothing) {
            String name = property.getPropertyName().replace('/', '.');
            if (!name.equals(GEOMETRY)) {
                names.add(name);
            }
            return new Value(name);
        }

        @Override
        public Object visit(PropertyIsLike like, Object nothing) {
            Expression value = (Expression) like.getExpression().accept(this, nothing);
            return new Like(value, like.getLiteral(), like.isMatchingCase());
        }

        @Override
        public Object visit(org.geotools.api.filter.expression.Function function, Object nothing) {
            throw new IllegalArgumentException("functions are not taken: " + function.getName());
        }

        @Override
        public Object visit(DWithin filter, Object nothing) {
            throw distance();
        }

        @Override
        public Object visit(Beyond filter, Object nothing) {
            throw distance();
        }

        private static IllegalArgumentException distance() {
            return new IllegalArgumentException("DWITHIN and BEYOND would measure degrees; use BBOX or INTERSECTS");
        }
    }

    private record Value(String name) implements Expression {
        @Override
        public Object evaluate(Object subject) {
            Subject asked = (Subject) subject;
            return name.equals(GEOMETRY) ? asked.geometry() : asked.values().apply(name);
        }

        @Override
        public <T> T evaluate(Object subject, Class<T> wanted) {
            return Converters.convert(evaluate(subject), wanted);
        }

        @Override
        public Object accept(ExpressionVisitor visitor, Object data) {
            return data;
        }
    }

    private record Like(Expression value, String pattern, boolean matchingCase) implements Filter {
        @Override
        public boolean evaluate(Object subject) {
            Object text = value.evaluate(subject);
            return text != null && Wildcards.match(fold(pattern), fold(text.toString()));
        }

        private String fold(String text) {
            return matchingCase ? text : text.toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public Object accept(FilterVisitor visitor, Object data) {
            return data;
        }
    }
}
