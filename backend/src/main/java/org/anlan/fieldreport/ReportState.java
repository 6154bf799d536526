package org.anlan.fieldreport;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Problem.Violation;
import org.anlan.picture.Text;

/** What became of a report, and which commands each state takes. */
public enum ReportState {
    RECEIVED("待处理", "waiting", "accept", "answer", "ask", "locate", "merge", "reject", "see", "withdraw"),
    ACCEPTED("已转事件", "accepted", "answer", "ask", "locate", "see", "unaccept"),
    MERGED("已并入事件", "merged", "answer", "ask", "locate", "see", "unmerge"),
    REJECTED("未采纳", "rejected", "restore", "see"),
    WITHDRAWN("已撤回", "withdrawn", "see");

    private final Text label;
    private final List<String> allowed;

    ReportState(String zh, String en, String... allowed) {
        this.label = new Text(zh, en);
        this.allowed = List.of(allowed);
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names of the commands that a report in this state takes, in alphabetical order. */
    public List<String> allowed() {
        return allowed;
    }

    /** @throws PictureException 409 {@code state} with {@code state} and {@code allowed} */
    public void mustAllow(String command) {
        if (allowed.contains(command)) {
            return;
        }
        Text detail = new Text(
                "该上报" + label.zh() + ",不能执行 " + command + ";可执行:" + String.join(" ", allowed),
                "the report is " + label.en() + " and takes no " + command + "; it takes: "
                        + String.join(" ", allowed));
        throw new PictureException(new Problem(
                409,
                "state",
                detail,
                List.of(new Violation("state", word(), detail)),
                Map.of("state", word(), "allowed", allowed)));
    }
}
