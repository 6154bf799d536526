package org.anlan.fieldreport;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.anlan.fieldreport.FieldReport.Photo;
import org.anlan.fieldreport.FieldReport.PhotoState;
import org.anlan.files.StoredFile;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Space;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;

/** What becomes of a photo or voice note that a report announced: only the server itself writes it down. */
final class Photos {

    /** @param photo in its new state; its number says which one */
    record Input(Photo photo) {}

    static final CommandType<Input> RECORD =
            CommandType.internal(FieldReports.TYPE.name(), "photo", Input.class, Photos::decide);

    private static final Pattern KEY = Pattern.compile("fieldreports/([^/]+)/photos/[0-9]+");

    private Photos() {}

    /** Under which its bytes are kept. */
    static String key(String report, int n) {
        return "fieldreports/" + report + "/photos/" + n;
    }

    /** The id of the report that such a key belongs to. */
    static Optional<String> reportOf(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Decision decide(Picture picture, Context context, Call<Input> call) {
        Feature<FieldReport> report = picture.get(FieldReports.TYPE, call.id());
        Photo photo = call.input().photo();
        Optional<Photo> known = report.properties().findPhoto(photo.n());
        if (known.isEmpty()) {
            return Decision.refuse(unannounced(report, photo.n()));
        }
        // Once stored it stays: a later refusal of the same number is of bytes sent in vain.
        boolean settled = known.get().state() == PhotoState.STORED || Objects.equals(known.get(), photo);
        return settled
                ? Decision.unchanged(report)
                : Decision.accept(Decision.put(report, report.properties().with(photo)));
    }

    /** The photo a reporter may send now: announced in a report that is theirs. */
    static Photo announced(Picture picture, Actor actor, String id, int n) {
        Feature<FieldReport> report = picture.get(FieldReports.TYPE, id);
        if (!report.properties().reporter().id().equals(actor.id())) {
            throw new PictureException(Problem.of(404, "feature", "没有这份上报", "there is no such report of yours"));
        }
        return report.properties().findPhoto(n).orElseThrow(() -> new PictureException(unannounced(report, n)));
    }

    static Photo stored(Photo expected, StoredFile file) {
        return new Photo(
                expected.n(),
                file.size(),
                file.type(),
                PhotoState.STORED,
                file.hash(),
                file.width(),
                file.height(),
                file.durationSeconds(),
                file.exifPosition(),
                null);
    }

    static Photo refused(Photo expected, Problem problem) {
        return new Photo(
                expected.n(),
                expected.size(),
                expected.type(),
                PhotoState.REFUSED,
                null,
                null,
                null,
                null,
                null,
                problem.detail().zh());
    }

    /** Waits until it is in the log, in the name of the reporter whose photo it is. */
    static void record(Space space, String id, Photo photo) {
        FieldReport report = space.picture().get(FieldReports.TYPE, id).properties();
        Actor inTheirName = Actor.system(report.reporter().name());
        var answer = space.submit(Submission.of(RECORD, Call.on(id, new Input(photo)), inTheirName))
                .join();
        if (answer.isRefusal()) {
            throw new PictureException(answer.problem());
        }
    }

    private static Problem unannounced(Feature<FieldReport> report, int n) {
        int announced = report.properties().photos().size();
        return Problem.field(
                "photo",
                "n",
                n,
                "该上报只声明了 " + announced + " 个照片或录音,编号从 1 起",
                "this report announced " + announced + " photos or voice notes, numbered from 1");
    }
}
