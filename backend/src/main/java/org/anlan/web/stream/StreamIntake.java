package org.anlan.web.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.stream.Receipt;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.anlan.web.budget.PhoneBudget;
import org.anlan.web.input.BodyReader;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A batch of rows for a stream: {@code {"readings":[…]}} to the stream of that name. */
@Component
public class StreamIntake {

    static final int MAX_ROWS = 10_000;

    private final Spaces spaces;
    private final Streams streams;
    private final PhoneBudget budget;
    private final BodyReader bodies = new BodyReader();
    private final JsonMapper mapper = JsonMapper.shared();

    StreamIntake(Spaces spaces, Streams streams, PhoneBudget budget) {
        this.spaces = spaces;
        this.streams = streams;
        this.budget = budget;
    }

    public boolean takes(String name) {
        return streams.find(name).isPresent();
    }

    /** 200 with the receipt; 422 with it when every row was refused. */
    public ResponseEntity<byte[]> take(String spaceName, String name, Actor actor, byte[] body) {
        Space space = spaces.get(spaceName);
        StreamType type = streams.find(name).orElseThrow();
        if (!type.writers().contains(actor.role())) {
            throw new PictureException(Problem.of(
                            403, "role", "当前角色无权写入「" + name + "」", "your role may not write " + name)
                    .with(
                            "roles",
                            type.writers().stream().map(Role::word).sorted().toList()));
        }
        space.head().requireWritable();
        Receipt receipt = accept(type, space, actor, rows(name, bodies.object(body)));
        boolean nothing = receipt.accepted() + receipt.repeated() == 0
                && !receipt.refused().isEmpty();
        return ResponseEntity.status(nothing ? 422 : 200)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(mapper.writeValueAsBytes(shown(receipt)));
    }

    /** A batch of which nothing is stored costs a phone nothing. */
    private Receipt accept(StreamType type, Space space, Actor actor, List<JsonNode> rows) {
        PhoneBudget.Refund refund = budget.spend(actor, rows.size());
        int stored = 0;
        try {
            Receipt receipt = type.accept(space, actor, rows);
            stored = receipt.accepted();
            return receipt;
        } finally {
            if (stored == 0) {
                refund.give();
            }
        }
    }

    private static List<JsonNode> rows(String name, JsonNode body) {
        JsonNode given = body.get(name);
        if (given == null || !given.isArray() || body.size() != 1) {
            throw new PictureException(Problem.field(
                    "rows",
                    name,
                    given == null ? null : given.getNodeType(),
                    "请求体须为 {\"" + name + "\":[…]}",
                    "the body must be {\"" + name + "\":[…]}"));
        }
        if (given.size() > MAX_ROWS) {
            throw new PictureException(Problem.field(
                    "rows",
                    name,
                    given.size(),
                    "一次最多 " + MAX_ROWS + " 行,请分批",
                    "at most " + MAX_ROWS + " rows at a time; send them in parts"));
        }
        List<JsonNode> rows = new ArrayList<>(given.size());
        given.forEach(rows::add);
        return rows;
    }

    private static Map<String, Object> shown(Receipt receipt) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("accepted", receipt.accepted());
        answer.put("repeated", receipt.repeated());
        answer.put(
                "refused", receipt.refused().stream().map(StreamIntake::shown).toList());
        return answer;
    }

    private static Map<String, Object> shown(Receipt.Refused refused) {
        Problem problem = refused.problem();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("row", refused.row());
        row.put("code", problem.code());
        row.put("detail", problem.detail().zh());
        row.put("detailEn", problem.detail().en());
        row.put(
                "errors",
                problem.errors().stream()
                        .map(error -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("field", error.field());
                            one.put("value", error.value());
                            one.put("rule", error.rule().zh());
                            one.put("ruleEn", error.rule().en());
                            return one;
                        })
                        .toList());
        return row;
    }
}
