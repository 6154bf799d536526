package org.anlan.layer.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

/**
 * What the operator says about place: config/county.yaml and config/layers.yaml below {@code home}. A file that cannot be
 * read, lacks a key or has one too many stops the start with its name and the reason.
 */
public record Catalogue(Path home, CountyDefinition county, List<LayerDefinition> layers) {

    public Catalogue {
        layers = List.copyOf(layers);
        long names = layers.stream().map(LayerDefinition::id).distinct().count();
        if (names != layers.size()) {
            throw new IllegalArgumentException("two layers have one id: "
                    + layers.stream().map(LayerDefinition::id).toList());
        }
    }

    /**
     * @param data its {@code layers.yaml}, when there is one, adds layers to those of config/layers.yaml
     * @throws IllegalStateException naming the file and what is wrong with it
     */
    public static Catalogue read(Path home, Path data) {
        Path county = home.resolve("config/county.yaml");
        Bindable<List<LayerDefinition>> type = Bindable.listOf(LayerDefinition.class);
        List<LayerDefinition> layers = new ArrayList<>(read(home.resolve("config/layers.yaml"), "layers", type));
        Path more = data.resolve("layers.yaml");
        if (Files.exists(more)) {
            layers.addAll(read(more, "layers", type));
        }
        return new Catalogue(home, read(county, "county", Bindable.of(CountyDefinition.class)), layers);
    }

    /** Of a file named in the catalogue. */
    public Path resolve(String file) {
        return home.resolve(file);
    }

    private static <T> T read(Path file, String prefix, Bindable<T> type) {
        if (!Files.isReadable(file)) {
            throw new IllegalStateException(file + " cannot be read; it says which county this server is for");
        }
        try {
            var sources = new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file));
            return new Binder(ConfigurationPropertySources.from(sources))
                    .bind(prefix, type, new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                    .orElseThrow(() -> new IllegalStateException(file + " has no key " + prefix));
        } catch (IOException | BindException problem) {
            throw new IllegalStateException(file + ": " + reason(problem), problem);
        }
    }

    private static String reason(Throwable problem) {
        return problem.getCause() == null ? problem.getMessage() : reason(problem.getCause());
    }
}
