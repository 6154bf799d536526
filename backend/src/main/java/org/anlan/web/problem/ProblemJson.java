package org.anlan.web.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anlan.picture.Problem;
import tools.jackson.databind.json.JsonMapper;

/** The RFC 9457 form of a problem. */
public final class ProblemJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "请求有误"),
            Map.entry(401, "需要登录"),
            Map.entry(403, "无权操作"),
            Map.entry(404, "没有找到"),
            Map.entry(405, "不支持该方法"),
            Map.entry(406, "没有这种格式"),
            Map.entry(409, "与现状冲突"),
            Map.entry(410, "已失效"),
            Map.entry(412, "已被修改"),
            Map.entry(413, "内容过大"),
            Map.entry(415, "不接受这种格式"),
            Map.entry(422, "内容不符合要求"),
            Map.entry(428, "缺少版本号"),
            Map.entry(429, "过于频繁"),
            Map.entry(500, "服务器内部错误"),
            Map.entry(503, "暂时不可用"));

    private ProblemJson() {}

    /** @param instance the path that was asked for */
    public static byte[] encode(Problem problem, String instance) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "/problems/" + problem.code());
        members.put("title", TITLES.getOrDefault(problem.status(), "请求未成功"));
        members.put("status", problem.status());
        members.put("code", problem.code());
        members.put("detail", problem.detail().zh());
        members.put("detailEn", problem.detail().en());
        members.put("instance", instance);
        members.put("errors", errors(problem));
        problem.extra().forEach(members::putIfAbsent);
        return MAPPER.writeValueAsBytes(members);
    }

    private static List<Map<String, Object>> errors(Problem problem) {
        List<Map<String, Object>> errors = new ArrayList<>();
        for (Problem.Violation violation : problem.errors()) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("field", violation.field());
            error.put("value", violation.value());
            error.put("rule", violation.rule().zh());
            error.put("ruleEn", violation.rule().en());
            errors.add(error);
        }
        return errors;
    }
}
