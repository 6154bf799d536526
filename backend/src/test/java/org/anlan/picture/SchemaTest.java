package org.anlan.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.anlan.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaTest {

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
}
