package org.anlan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anlan.testing.SourceTree;
import org.anlan.testing.SourceTree.SourceFile;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;

/** The conventions a compiler does not know: declared arrows, who may import what, and sizes that stay readable. */
class ArchitectureTest {

    private static final Set<String> PLATFORM =
            Set.of("geo", "picture", "access", "feed", "files", "layer", "web", "ogc", "metrics", "backup", "webhook");
    private static final int FILES_IN_A_PACKAGE = 16;
    private static final int LINES_OF_A_CLASS = 400;
    private static final int LINES_OF_A_METHOD = 50;

    private static final SourceTree MAIN = SourceTree.read("src/main/java");
    private static final SourceTree TEST = SourceTree.read("src/test/java");

    @Test
    void modules_use_only_what_they_declare() {
        modules().verify();
    }

    @Test
    void the_platform_never_names_a_feature() {
        ApplicationModules modules = modules();
        List<String> upward = modules.stream()
                .filter(module -> PLATFORM.contains(name(module)))
                .flatMap(module -> module.getDependencies(modules, DependencyDepth.IMMEDIATE)
                        .uniqueModules()
                        .filter(target -> !PLATFORM.contains(name(target)))
                        .map(target -> name(module) + " → " + name(target)))
                .toList();
        assertThat(upward).isEmpty();
    }

    @Test
    void every_module_says_what_it_is_for_and_declares_its_arrows() {
        List<String> silent = modules().stream()
                .map(ArchitectureTest::name)
                .filter(module -> !MAIN.text("org/anlan/" + module + "/package-info.java")
                        .matches("(?s)\\s*/\\*\\*.*@ApplicationModule\\(.*allowedDependencies.*"))
                .toList();
        assertThat(silent).as("modules without Javadoc and @ApplicationModule").isEmpty();
    }

    @Test
    void only_geo_imports_geotools() {
        assertThat(importers("org.geotools.")).allMatch(file -> file.isIn("org.anlan.geo"), "lies in geo");
    }

    @Test
    void only_feed_imports_websocket() {
        assertThat(importers("org.springframework.web.reactive.socket", "reactor.netty.http.websocket"))
                .allMatch(file -> file.isIn("org.anlan.feed"), "lies in feed");
    }

    @Test
    void geo_knows_nothing_of_spring() {
        assertThat(importers("org.springframework."))
                .filteredOn(file -> file.isIn("org.anlan.geo"))
                .allMatch(file -> file.name().equals("package-info.java"), "is a package-info");
    }

    @Test
    void a_package_stays_small() {
        var sizes =
                MAIN.files().stream().collect(Collectors.groupingBy(SourceFile::packageName, Collectors.counting()));
        sizes.values().removeIf(files -> files <= FILES_IN_A_PACKAGE);
        assertThat(sizes).isEmpty();
    }

    @Test
    void a_class_stays_readable() {
        assertThat(everything().filter(file -> file.lines() > LINES_OF_A_CLASS).map(SourceFile::path))
                .isEmpty();
    }

    @Test
    void a_method_stays_readable() {
        assertThat(everything()
                        .flatMap(file -> file.methods().stream())
                        .filter(method -> method.lines() > LINES_OF_A_METHOD))
                .isEmpty();
    }

    private static ApplicationModules modules() {
        return ApplicationModules.of(AnlanApplication.class);
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }

    private static Stream<SourceFile> everything() {
        return Stream.concat(MAIN.files().stream(), TEST.files().stream());
    }

    private static List<SourceFile> importers(String... prefixes) {
        return MAIN.files().stream()
                .filter(file -> file.imports().stream()
                        .anyMatch(name -> Stream.of(prefixes).anyMatch(name::startsWith)))
                .toList();
    }
}
