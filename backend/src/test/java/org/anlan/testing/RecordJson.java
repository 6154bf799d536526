package org.anlan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a stored record looks like as JSON. */
public final class RecordJson {

    private RecordJson() {}

    /** A method that looks like a getter would slip into the wire: only the components may be there, and come back. */
    public static JsonNode mustHoldItsComponentsOnly(Record value) {
        JsonNode json = JsonMapper.shared().valueToTree(value);
        assertThat(json.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(value.getClass().getRecordComponents())
                                .map(RecordComponent::getName)
                                .toList());
        assertThat(JsonMapper.shared().treeToValue(json, value.getClass())).isEqualTo(value);
        return json;
    }
}
