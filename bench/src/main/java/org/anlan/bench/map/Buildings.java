package org.anlan.bench.map;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerFile;
import org.anlan.layer.store.LayerRow;
import org.anlan.layer.tile.TileAddress;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tools.jackson.databind.json.JsonMapper;

/**
 * The layer of {@code ./anlan generate-buildings}: as rows in memory and as a table of PostGIS, where a row's id is its
 * place in the list.
 */
record Buildings(LayerDefinition layer, List<LayerRow> rows) {

    static final int COUNT = 300_000;
    private static final int COUNT_IN_SHORT = 60_000;

    static Buildings make(Context context) throws IOException {
        Path file = context.directory("buildings").resolve("buildings.geojson");
        int count = context.count(COUNT, COUNT_IN_SHORT);
        Path villages = context.home().resolve("map-data/villages.geojson");
        org.anlan.layer.sample.Buildings.main(
                new String[] {Integer.toString(count), villages.toString(), file.toString()});
        LayerDefinition layer = new LayerDefinition(
                "buildings",
                "建筑(虚构)",
                "Buildings (made up)",
                file.toString(),
                GeometryKind.POLYGON,
                List.of("floors", "basis"),
                8,
                16,
                "虚构",
                "./anlan generate-buildings");
        LayerFile.Content content = new LayerFile(file, layer.geometry(), new JsonMapper()).read();
        if (content.rows().size() != count) {
            throw new IllegalStateException("of " + count + " buildings refused: " + content.refusals());
        }
        Say.line("%,d buildings made up", count);
        return new Buildings(layer, content.rows());
    }

    /** Lets a server on this directory load the layer. */
    void addTo(Path data) throws IOException {
        Files.writeString(data.resolve("layers.yaml"), """
                layers:
                  - id: %s
                    title: %s
                    title-en: %s
                    file: %s
                    geometry: polygon
                    properties: [floors, basis]
                    min-zoom: %d
                    max-zoom: %d
                    accuracy: %s
                    source: %s
                """.formatted(
                        layer.id(),
                        layer.title(),
                        layer.titleEn(),
                        layer.file(),
                        layer.minZoom(),
                        layer.maxZoom(),
                        layer.accuracy(),
                        layer.source()));
    }

    /** Of a tile on a server that has the layer. */
    String path(TileAddress address) {
        return "/tiles/" + layer.id() + "/" + address.z() + "/" + address.x() + "/" + address.y();
    }

    /** Makes table {@code building} (id, floors, basis, geom) in degrees, without an index. */
    void copyTo(Connection connection) throws SQLException {
        run(
                connection,
                "CREATE EXTENSION IF NOT EXISTS postgis",
                "CREATE TABLE building (id integer NOT NULL, floors integer, basis varchar, geom geometry NOT NULL)");
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY building FROM STDIN");
        WKBWriter writer = new WKBWriter();
        for (int id = 0; id < rows.size(); id++) {
            LayerRow row = rows.get(id);
            String line = id + "\t" + row.properties().get("floors") + "\t"
                    + row.properties().get("basis") + "\t" + WKBWriter.toHex(writer.write(row.geometry())) + "\n";
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
        }
        if (copy.endCopy() != rows.size()) {
            throw new IllegalStateException("PostGIS did not take all buildings");
        }
    }

    static void run(Connection connection, String... lines) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : lines) {
                statement.execute(sql);
            }
        }
    }
}
