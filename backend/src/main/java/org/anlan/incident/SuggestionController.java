package org.anlan.incident;

import org.anlan.fieldreport.FieldReports;
import org.anlan.picture.Reader;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.Picture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells the desk what a report may be a duplicate of. */
@RestController
class SuggestionController {

    private final Spaces spaces;

    SuggestionController(Spaces spaces) {
        this.spaces = spaces;
    }

    /** 404 when there is no such report. */
    @GetMapping("/api/{space}/fieldreports/{id}/suggestions")
    Suggestions suggestions(@PathVariable String space, @PathVariable String id, Reader reader) {
        Picture picture = spaces.get(space).picture();
        return Suggestions.of(picture, picture.get(FieldReports.TYPE, id, reader), reader);
    }
}
