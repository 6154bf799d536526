package org.anlan.access.chain;

import java.util.Set;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;

/** The answers at closed doors. */
final class Refusals {

    private Refusals() {}

    static PictureException nobody() {
        return of(401, "unauthenticated", "请先登录", "log in first, or send Authorization");
    }

    static PictureException voidToken() {
        return of(401, "token", "登录已失效,请重新登录或重新扫码", "this token is unknown, expired or revoked; log in or join again");
    }

    static PictureException malformed() {
        return of(
                401,
                "authorization",
                "Authorization 头须为 Bearer 令牌或 Basic 用户名和密码",
                "Authorization must be Bearer with a token, or Basic with name and password in UTF-8");
    }

    static PictureException forbidden(Role role, Set<Role> roles) {
        String words = String.join(", ", roles.stream().map(Role::word).sorted().toList());
        return of(
                403,
                "forbidden",
                "您的角色(" + role.word() + ")无权做这件事,需要:" + words,
                "role " + role.word() + " may not do this; it takes one of: " + words);
    }

    static PictureException csrf() {
        return of(
                403,
                "csrf",
                "请求头 X-XSRF-TOKEN 与 XSRF-TOKEN cookie 不符,请刷新页面",
                "send the value of cookie XSRF-TOKEN in header X-XSRF-TOKEN; reload the page");
    }

    static PictureException origin(String origin) {
        return new PictureException(Problem.of(
                        403,
                        "origin",
                        "不接受来自其他网站的连接",
                        "connections from pages of another origin are refused; if people reach this server under"
                                + " this origin, set ANLAN_PUBLIC_URL to it")
                .with("origin", Problem.shown(origin)));
    }

    static PictureException noPath() {
        return of(404, "not-found", "没有这个地址", "there is nothing at this path");
    }

    static PictureException method(Set<String> allowed) {
        return new PictureException(Problem.of(405, "method", "这个地址不支持该方法", "this path does not take this method")
                .with("allowed", allowed));
    }

    static PictureException of(int status, String code, String zh, String en) {
        return new PictureException(Problem.of(status, code, zh, en));
    }
}
