package org.anlan.web.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Set;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;

/** Pieces of the description that repeat. */
final class Parts {

    private static final String JSON = "application/json";

    private Parts() {}

    static Schema<?> ref(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    static Schema<?> feature(CollectionType<?> type) {
        return new ObjectSchema()
                .description("Geometry: " + String.join(", ", type.geometry().types())
                        + (type.geometry().optional() ? ", or null" : ""))
                .addProperty("type", new StringSchema().addEnumItem("Feature"))
                .addProperty("id", new StringSchema())
                .addProperty("collection", new StringSchema().addEnumItem(type.name()))
                .addProperty("version", new IntegerSchema().format("int64"))
                .addProperty("seq", new IntegerSchema().format("int64"))
                .addProperty("updated", new StringSchema().format("date-time"))
                .addProperty("by", new StringSchema())
                .addProperty("geometry", ref("Geometry"))
                .addProperty("properties", Schemas.of(type.properties()));
    }

    /** The body of create and edit. */
    static Schema<?> input(Schema<?> properties) {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().addEnumItem("Feature"))
                .addProperty("geometry", ref("Geometry"))
                .addProperty("properties", properties)
                .addRequiredItem("type")
                .addRequiredItem("properties");
    }

    static PathItem path(boolean one) {
        PathItem path = new PathItem().addParametersItem(inPath("space", "live, or the id of a drill"));
        return one ? path.addParametersItem(inPath("id", null)) : path;
    }

    private static Parameter inPath(String name, String description) {
        return new Parameter()
                .in("path")
                .name(name)
                .required(true)
                .description(description)
                .schema(new StringSchema());
    }

    static Parameter query(String name, String description) {
        return new Parameter().in("query").name(name).description(description).schema(new StringSchema());
    }

    /** @param schema name of the answer's schema, or null for a plain object */
    static Operation read(String tag, String summary, String schema, Set<Role> readers) {
        return new Operation()
                .addTagsItem(tag)
                .summary(summary)
                .description(PictureDescription.roles(readers))
                .responses(new ApiResponses().addApiResponse("200", answer("", schema)));
    }

    static Operation write(String tag, String command, String schema, String roles) {
        boolean creates = command.equals("create");
        return new Operation()
                .addTagsItem(tag)
                .summary(command)
                .operationId(schema)
                .description(roles)
                .addParametersItem(new Parameter()
                        .in("header")
                        .name("Idempotency-Key")
                        .description("1 to 100 characters; the same key gives the same answer for 30 days")
                        .schema(new StringSchema()))
                .requestBody(new RequestBody().content(content(JSON, ref(schema))))
                .responses(new ApiResponses().addApiResponse(creates ? "201" : "200", answer("", tag)));
    }

    private static ApiResponse answer(String description, String schema) {
        Schema<?> body = schema == null ? new ObjectSchema() : ref(schema);
        return new ApiResponse().description(description).content(content(JSON, body));
    }

    private static Content content(String type, Schema<?> schema) {
        return new Content().addMediaType(type, new MediaType().schema(schema));
    }

    /** Every operation may be refused, always in the same form. */
    static void problems(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        operation
                .getResponses()
                .putIfAbsent(
                        "default",
                        new ApiResponse()
                                .description("A problem")
                                .content(content("application/problem+json", ref("Problem"))));
    }
}
