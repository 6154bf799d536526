package org.anlan.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaTest {

    private static final Pattern TABLES = Pattern.compile(
            "has its `space` in front of every key: `([a-z_ ]+)`.*`([a-z_ ]+)` are small", Pattern.DOTALL);
    private static final Set<String> OF_LIBRARIES = Set.of("flyway_schema_history", "spatial_ref_sys");

    @ParameterizedTest
    @EnumSource
    void both_databases_carry_the_tables_and_speak_geometry(TestDatabase kind) {
        try (var database = kind.open()) {
            var jdbc = JdbcClient.create(database.dataSource());
            jdbc.sql("INSERT INTO feature VALUES ('live', 'villages', 'v', 1, 1,"
                            + " ST_GeomFromText('POINT(114.5 35.6)', 4490), CAST('{\"a\":1}' AS document))")
                    .update();
            assertThat(jdbc.sql("SELECT count(*) FROM feature WHERE geom && ST_MakeEnvelope(114, 35, 115, 36, 4490)")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
            assertThat(jdbc.sql("SELECT CAST(body AS varchar) FROM feature")
                            .query(String.class)
                            .single()
                            .replace(" ", ""))
                    .isEqualTo("{\"a\":1}");
        }
    }

    /** The operator who distributes the tables by county needs each of them, and those with a space apart. */
    @ParameterizedTest
    @EnumSource
    void the_manual_names_every_table_and_which_are_by_space(TestDatabase kind) throws IOException {
        Matcher manual = TABLES.matcher(Files.readString(Path.of("..", "docs", "operations.md")));
        assertThat(manual.find()).isTrue();
        try (var database = kind.open()) {
            var jdbc = JdbcClient.create(database.dataSource());
            List<String> tables = jdbc.sql("SELECT table_name FROM information_schema.tables"
                            + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")
                    .query(String.class)
                    .list();
            List<String> bySpace = jdbc.sql("SELECT table_name FROM information_schema.columns"
                            + " WHERE table_schema = 'public' AND column_name = 'space' AND ordinal_position = 1")
                    .query(String.class)
                    .list();
            assertThat(manual.group(1).split(" ")).containsExactlyInAnyOrderElementsOf(bySpace);
            assertThat(tables)
                    .filteredOn(table -> !bySpace.contains(table) && !OF_LIBRARIES.contains(table))
                    .containsExactlyInAnyOrder(manual.group(2).split(" "));
        }
    }
}
