package org.anlan.picture.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.anlan.picture.PictureException;
import org.anlan.picture.json.JsonProblems;
import org.anlan.picture.json.StrictJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON rows as records, and those that are none.
 *
 * @param good rows that could be read, with their position in the batch from 1
 * @param refused rows that could not, each naming its field
 */
public record Rows<R>(List<Row<R>> good, List<Receipt.Refused> refused) {

    private static final JsonMapper JSON = StrictJson.mapper();

    public record Row<R>(int number, R value) {}

    /** @param type a record whose constructor refuses nonsense with a {@link PictureException} */
    public static <R> Rows<R> read(List<JsonNode> rows, Class<R> type) {
        ObjectReader reader = JSON.readerFor(type);
        Object[] read = new Object[rows.size()];
        // Of a large batch, reading the rows is a third of the work, and each is read by itself.
        Arrays.parallelSetAll(read, index -> row(reader, index + 1, rows.get(index)));
        List<Row<R>> good = new ArrayList<>(read.length);
        List<Receipt.Refused> refused = new ArrayList<>();
        for (Object one : read) {
            if (one instanceof Receipt.Refused refusal) {
                refused.add(refusal);
            } else {
                @SuppressWarnings("unchecked")
                Row<R> row = (Row<R>) one;
                good.add(row);
            }
        }
        return new Rows<>(good, refused);
    }

    private static Object row(ObjectReader reader, int number, JsonNode row) {
        try {
            return new Row<>(number, reader.readValue(row));
        } catch (JacksonException problem) {
            return new Receipt.Refused(number, JsonProblems.of(problem, row, ""));
        }
    }
}
