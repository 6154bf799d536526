package org.anlan.fieldreport;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.anlan.fieldreport.FieldReport.Ask;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Checks;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;

/** What reporter and desk do with a report that is there: see, ask, answer, withdraw, reject, restore. */
final class ReportCommands {

    record Nothing() {}

    record AskInput(String text) {}

    record AnswerInput(String ask, String text) {}

    record ReasonInput(String reason) {}

    private static final int QUESTION_LENGTH = 500;
    private static final int REASON_LENGTH = 500;
    private static final int ASKS = 50;

    static final CommandType<Nothing> SEE = command("see", Nothing.class, Role.DESK, ReportCommands::see);
    static final CommandType<AskInput> ASK = command("ask", AskInput.class, Role.DESK, ReportCommands::ask);
    static final CommandType<AnswerInput> ANSWER =
            command("answer", AnswerInput.class, FieldReports.REPORTERS, ReportCommands::answer);
    static final CommandType<ReasonInput> WITHDRAW =
            command("withdraw", ReasonInput.class, FieldReports.REPORTERS, ReportCommands::withdraw);
    static final CommandType<ReasonInput> REJECT =
            command("reject", ReasonInput.class, Role.DESK, ReportCommands::reject);
    static final CommandType<Nothing> RESTORE = command("restore", Nothing.class, Role.DESK, ReportCommands::restore);

    private ReportCommands() {}

    private static <I> CommandType<I> command(
            String name, Class<I> input, Set<Role> roles, CommandType.Decider<I> decider) {
        return new CommandType<>(FieldReports.TYPE.name(), name, input, roles, decider);
    }

    private static Decision see(Picture picture, Context context, Call<Nothing> call) {
        Feature<FieldReport> report = picture.get(FieldReports.TYPE, call.id());
        return report.properties().seenAt() != null
                ? Decision.unchanged(report)
                : Decision.accept(Decision.put(
                        report, report.properties().handled(handling -> handling.seen(context.now(), by(context)))));
    }

    private static Decision ask(Picture picture, Context context, Call<AskInput> call) {
        Feature<FieldReport> report = allowing(picture, call, "ask");
        List<Ask> asks = new ArrayList<>(report.properties().asks());
        Checks checks = new Checks();
        String text = checks.requiredText("text", call.input().text(), QUESTION_LENGTH);
        if (asks.size() >= ASKS) {
            checks.reject("text", text, "一份上报最多追问 " + ASKS + " 次", "at most " + ASKS + " questions for one report");
        }
        checks.done();
        asks.add(new Ask("a" + (asks.size() + 1), context.now(), by(context), text, null, null));
        return Decision.accept(
                Decision.put(report, report.properties().handled(handling -> handling.seen(context.now(), by(context))
                        .withAsks(asks))));
    }

    private static Decision answer(Picture picture, Context context, Call<AnswerInput> call) {
        Feature<FieldReport> report = own(picture, context.actor(), call);
        report.properties().state().mustAllow("answer");
        List<Ask> asks = new ArrayList<>(report.properties().asks());
        Checks checks = new Checks();
        String text = checks.requiredText("text", call.input().text(), FieldReports.ANSWER_LENGTH);
        int index = asks.stream().map(Ask::id).toList().indexOf(call.input().ask());
        if (index < 0) {
            List<String> known = asks.stream().map(Ask::id).toList();
            checks.reject("ask", call.input().ask(), "没有这个追问;有:" + known, "no such question; there are: " + known);
        }
        checks.done();
        Ask asked = asks.get(index);
        if (asked.answer() != null) {
            if (asked.answer().equals(text)) {
                return Decision.unchanged(report);
            }
            return Decision.refuse(Problem.of(409, "answered", "该追问已经回答", "this question has been answered already"));
        }
        asks.set(index, new Ask(asked.id(), asked.at(), asked.by(), asked.text(), text, context.now()));
        return Decision.accept(Decision.put(report, report.properties().handled(handling -> handling.withAsks(asks))));
    }

    private static Decision withdraw(Picture picture, Context context, Call<ReasonInput> call) {
        Feature<FieldReport> report = own(picture, context.actor(), call);
        report.properties().state().mustAllow("withdraw");
        Checks checks = new Checks();
        String reason = checks.optionalText("reason", call.input().reason(), REASON_LENGTH);
        checks.done();
        return decided(report, ReportState.WITHDRAWN, context, reason);
    }

    private static Decision reject(Picture picture, Context context, Call<ReasonInput> call) {
        Feature<FieldReport> report = allowing(picture, call, "reject");
        Checks checks = new Checks();
        String reason = checks.requiredText("reason", call.input().reason(), REASON_LENGTH);
        checks.done();
        return decided(report, ReportState.REJECTED, context, reason);
    }

    private static Decision restore(Picture picture, Context context, Call<Nothing> call) {
        Feature<FieldReport> report = allowing(picture, call, "restore");
        return Decision.accept(Decision.put(report, report.properties().handled(FieldReport.Handling::undecided)));
    }

    private static Decision decided(Feature<FieldReport> report, ReportState state, Context context, String reason) {
        return Decision.accept(Decision.put(report, report.properties().handled(handling -> {
            boolean byDesk = state != ReportState.WITHDRAWN;
            FieldReport.Handling seen = byDesk ? handling.seen(context.now(), by(context)) : handling;
            return seen.decided(state, context.now(), by(context), reason, null);
        })));
    }

    private static Feature<FieldReport> allowing(Picture picture, Call<?> call, String command) {
        Feature<FieldReport> report = picture.get(FieldReports.TYPE, call.id());
        report.properties().state().mustAllow(command);
        return report;
    }

    /** To another field phone the report is not there; another officer is told whose it is. */
    private static Feature<FieldReport> own(Picture picture, Actor actor, Call<?> call) {
        Feature<FieldReport> report = picture.get(FieldReports.TYPE, call.id());
        if (report.properties().reporter().id().equals(actor.id())) {
            return report;
        }
        throw new PictureException(
                actor.role() == Role.FIELD
                        ? Problem.of(
                                404,
                                "feature",
                                "「fieldreports」中没有 " + Problem.shown(call.id()),
                                "there is no such feature in fieldreports")
                        : Problem.of(
                                403,
                                "reporter",
                                "只有上报人 " + report.properties().reporter().name() + " 可以执行",
                                "only who reported it may do this"));
    }

    private static String by(Context context) {
        return context.actor().name();
    }
}
