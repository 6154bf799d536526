package org.anlan.web.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Registry;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Replaces the generic paths of the picture by one set of typed paths for each declared collection. */
final class PictureDescription implements GlobalOpenApiCustomizer {

    private static final String GENERIC = "/api/{space}/{collection}";

    private final Registry registry;

    PictureDescription(Registry registry) {
        this.registry = registry;
    }

    @Override
    public void customise(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        if (api.getPaths() != null) {
            api.getPaths().keySet().removeIf(path -> path.startsWith(GENERIC));
        }
        shared(api);
        registry.collections().stream()
                .sorted(Comparator.comparing(CollectionType::name))
                .forEach(type -> describe(api, type));
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(Parts::problems);
    }

    private static void shared(OpenAPI api) {
        Schema<?> violation = new ObjectSchema()
                .addProperty("field", new StringSchema().description("path in the body, e.g. properties.observedAt"))
                .addProperty("value", new StringSchema())
                .addProperty("rule", new StringSchema().description("Chinese"))
                .addProperty("ruleEn", new StringSchema());
        Schema<?> problem = new ObjectSchema()
                .description("RFC 9457; further members by code, e.g. allowed, current")
                .addProperty("type", new StringSchema().example("/problems/stale"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("code", new StringSchema())
                .addProperty("detail", new StringSchema().description("Chinese"))
                .addProperty("detailEn", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("errors", new ArraySchema().items(violation));
        Schema<?> geometry = new ObjectSchema()
                .description("GeoJSON geometry, EPSG:4490, longitude before latitude")
                .addProperty("type", new StringSchema())
                .addProperty("coordinates", new ArraySchema().items(new Schema<>()));
        api.getComponents().addSchemas("Problem", problem);
        api.getComponents().addSchemas("Geometry", geometry);
    }

    private void describe(OpenAPI api, CollectionType<?> type) {
        String name = type.name();
        api.getComponents().addSchemas(name, Parts.feature(type));
        api.getComponents()
                .addSchemas(
                        name + "-list",
                        new ObjectSchema()
                                .addProperty("type", new StringSchema().addEnumItem("FeatureCollection"))
                                .addProperty("seq", new IntegerSchema().format("int64"))
                                .addProperty("numberMatched", new IntegerSchema())
                                .addProperty("numberReturned", new IntegerSchema())
                                .addProperty("features", new ArraySchema().items(Parts.ref(name))));
        String base = "/api/{space}/" + name;
        PathItem all = Parts.path(false)
                .get(Parts.read(name, "List " + name, name + "-list", type.readers())
                        .addParametersItem(Parts.query("bbox", "west,south,east,north in degrees"))
                        .addParametersItem(Parts.query("filter", "CQL, e.g. kind = 'danger'"))
                        .addParametersItem(Parts.query("limit", "at most so many, newest change first")));
        PathItem one = Parts.path(true).get(Parts.read(name, "One of " + name, name, type.readers()));
        api.path(base, all).path(base + "/{id}", one);
        api.path(base + "/{id}/history", Parts.path(true).get(Parts.read(name, "Every version", null, type.readers())));
        for (CommandType<?> command : registry.commandsOf(name)) {
            command(api, base, all, one, command);
        }
    }

    private static void command(OpenAPI api, String base, PathItem all, PathItem one, CommandType<?> command) {
        String schema = command.collection() + "-" + command.name();
        Schema<?> input = Schemas.of(command.input());
        boolean whole =
                command.name().equals(CommandType.CREATE) || command.name().equals(CommandType.EDIT);
        api.getComponents().addSchemas(schema, whole ? Parts.input(input) : input);
        Operation operation = Parts.write(command.collection(), command.name(), schema, roles(command.roles()));
        switch (command.name()) {
            case CommandType.CREATE -> all.post(operation);
            case CommandType.EDIT ->
                one.put(operation.addParametersItem(new Parameter()
                        .in("header")
                        .name("If-Match")
                        .required(true)
                        .schema(new StringSchema())));
            case CommandType.REMOVE -> one.delete(operation.requestBody(null));
            default ->
                api.path(base + "/{id}/" + command.name(), Parts.path(true).post(operation));
        }
    }

    static String roles(Set<Role> roles) {
        Set<String> words = new TreeSet<>();
        roles.forEach(role -> words.add(role.word()));
        return "Roles: " + String.join(", ", words);
    }
}
