package org.anlan.picture.json;

import com.ethlo.time.ITU;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** A time as RFC 3339 with offset, year 1 to 9999; a number or a time without offset could mean several moments. */
final class StrictInstant extends StdScalarDeserializer<Instant> {

    StrictInstant() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return (Instant) context.handleUnexpectedToken(getValueType(context), json);
        }
        String text = json.getString();
        try {
            OffsetDateTime time = parse(text);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeException notATime) {
            return refuse(context, text);
        }
        return refuse(context, text);
    }

    /** Java's own parser takes what RFC 3339 has not, such as a time without seconds, and twenty times as long. */
    private static OffsetDateTime parse(String text) {
        try {
            return ITU.parseDateTime(text);
        } catch (DateTimeException unusual) {
            return OffsetDateTime.parse(text);
        }
    }

    private static Instant refuse(DeserializationContext context, String text) {
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "a time is RFC 3339 with offset");
    }
}
