package org.anlan.incident;

import static org.anlan.fieldreport.Reports.NOW;

import java.time.Duration;
import org.anlan.fieldreport.Danger;
import org.anlan.fieldreport.FieldReport;
import org.anlan.fieldreport.FieldReports;
import org.anlan.fieldreport.Kind;
import org.anlan.fieldreport.Reports;
import org.anlan.fieldreport.Severity;
import org.anlan.incident.Incident.NamedPhone;
import org.anlan.incident.IncidentCommands.TextInput;
import org.anlan.incident.ReportLinks.AcceptInput;
import org.anlan.picture.Actor;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Feature;
import org.anlan.testing.PaperSpace;
import org.anlan.unit.Dyke;
import org.locationtech.jts.geom.Geometry;

/** A furnished space and the steps a duty officer takes in it. */
abstract class Desk {

    static final CommandType<CreateIncident.Input> CREATE = new CreateIncident(Reports.PLACES).command();
    static final CommandType<EditIncident.Input> EDIT = new EditIncident(Reports.PLACES).command();
    static final Actor DUTY = PaperSpace.DUTY;

    final PaperSpace space = Reports.space();

    Feature<Incident> incident(String id) {
        return space.picture().get(Incidents.TYPE, id);
    }

    FieldReport report(String id) {
        return space.picture().get(FieldReports.TYPE, id).properties();
    }

    String accept(String report) {
        space.ask(ReportLinks.ACCEPT, DUTY, Call.on(report, new AcceptInput(null, null)));
        return report(report).incident();
    }

    Problem step(String incident, String name, String text) {
        return space.refusal(IncidentCommands.step(name), DUTY, Call.on(incident, new TextInput(text)));
    }

    void take(String incident, String... names) {
        for (String name : names) {
            space.ask(IncidentCommands.step(name), DUTY, Call.on(incident, new TextInput("因为 " + name)));
        }
    }

    static CreateIncident.Input phoneCall(String place, String village, Dyke.Mark chainage) {
        return new CreateIncident.Input(
                null,
                Kind.DANGER,
                Danger.LEAK,
                Severity.MAJOR,
                null,
                place,
                village,
                chainage,
                NOW.minus(Duration.ofMinutes(10)),
                new NamedPhone("王五", "13911112222"),
                "堤上漏水,请回 13911112222",
                null);
    }

    String open(Geometry point, String place, String village, Dyke.Mark chainage) {
        return space.ask(CREATE, DUTY, Call.create(point, phoneCall(place, village, chainage)))
                .id();
    }
}
