package org.anlan.drill;

import java.time.Instant;
import java.util.List;
import org.anlan.picture.Actor;
import org.anlan.picture.Space;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Scenarios and drills over HTTP. */
@RestController
class DrillController {

    private final Drills drills;
    private final ScenarioShelf scenarios;

    DrillController(Drills drills, ScenarioShelf scenarios) {
        this.drills = drills;
        this.scenarios = scenarios;
    }

    record Scenarios(List<About> scenarios) {}

    record About(
            String id,
            String title,
            String titleEn,
            String description,
            String descriptionEn,
            Instant from,
            Instant to,
            String source,
            double rate,
            long injects,
            long steps,
            long values,
            List<Scenario.Refused> refused) {

        static About of(Scenario scenario) {
            return new About(
                    scenario.id(),
                    scenario.title(),
                    scenario.titleEn(),
                    scenario.description(),
                    scenario.descriptionEn(),
                    scenario.from(),
                    scenario.to(),
                    scenario.source(),
                    scenario.rate(),
                    scenario.count(Scenario.Telling.class),
                    scenario.count(Scenario.Step.class),
                    scenario.count(Scenario.Value.class),
                    scenario.refused());
        }
    }

    record Listing(List<Shown> drills) {}

    /** @param now space time */
    record Shown(
            String space,
            Instant now,
            @com.fasterxml.jackson.annotation.JsonUnwrapped Drill drill) {}

    private Shown shown(Space space) {
        return new Shown(space.id(), space.clock().now(), drills.drill(space));
    }

    @GetMapping("/api/scenarios")
    ResponseEntity<Scenarios> scenarios() {
        return fresh(new Scenarios(scenarios.list().stream().map(About::of).toList()));
    }

    @GetMapping("/api/drills")
    ResponseEntity<Listing> list() {
        return fresh(new Listing(drills.list().stream().map(this::shown).toList()));
    }

    @GetMapping("/api/drills/{space}")
    ResponseEntity<Shown> get(@PathVariable String space) {
        return fresh(shown(drills.get(space)));
    }

    @PostMapping("/api/drills")
    ResponseEntity<Shown> start(@RequestBody Drills.Order order, Actor actor) {
        return ResponseEntity.status(201).body(shown(drills.start(order, actor)));
    }

    @PostMapping("/api/drills/{space}/clock")
    ResponseEntity<Shown> steer(@PathVariable String space, @RequestBody DrillCommands.Steering steering) {
        Space drill = drills.get(space);
        drills.steer(drill, steering);
        return fresh(shown(drill));
    }

    @PostMapping("/api/drills/{space}/end")
    ResponseEntity<Shown> end(@PathVariable String space) {
        Space drill = drills.get(space);
        drills.end(drill);
        return fresh(shown(drill));
    }

    @DeleteMapping("/api/drills/{space}")
    ResponseEntity<Void> remove(@PathVariable String space) {
        drills.remove(space);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/api/drills/{space}/report")
    ResponseEntity<DrillReport> report(@PathVariable String space) {
        Space drill = drills.get(space);
        return fresh(DrillReport.of(
                drill.id(),
                drills.drill(drill),
                scenarios.find(drill.scenario()).map(Scenario::refused).orElse(List.of()),
                drill));
    }

    private static <T> ResponseEntity<T> fresh(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
