package org.anlan.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;

/**
 * Where messages may go. An administrator of the picture must not be able to reach the inside of the network through the
 * server, so whoever runs the server names each host, and what the name resolves to is meant.
 */
final class Targets {

    private static final int LONGEST = 2000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> allowed;

    /** @param hosts "name" for port 443, or "name:port" */
    Targets(Collection<String> hosts) {
        this.allowed = hosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .map(host -> host.matches(".*:[0-9]+") && !host.endsWith("]") ? host : host + ":" + HTTPS)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isOff() {
        return allowed.isEmpty();
    }

    boolean allows(URI url) {
        return allowed.contains(place(url));
    }

    /** @throws PictureException 409 when no host is allowed at all, 422 that says what is wrong with this one */
    URI check(String text) {
        if (isOff()) {
            throw new PictureException(Problem.of(
                    409,
                    "webhooks-off",
                    "未开启推送:请在服务器上把接收方主机写入 anlan.webhooks.allowed-hosts(环境变量 ANLAN_WEBHOOK_HOSTS)并重启",
                    "no host may be sent to: name the receiver's host in anlan.webhooks.allowed-hosts"
                            + " (ANLAN_WEBHOOK_HOSTS) on the server and restart it"));
        }
        URI url = read(text);
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        if (!secure && !("http".equalsIgnoreCase(url.getScheme()) && isLoopback(url.getHost()))) {
            throw refused(text, "须为 https 地址(本机可用 http)", "must be https; http only to this machine");
        }
        if (!allows(url)) {
            throw refused(
                    text,
                    "主机 " + place(url) + " 不在 anlan.webhooks.allowed-hosts(ANLAN_WEBHOOK_HOSTS)之列",
                    place(url) + " is not among anlan.webhooks.allowed-hosts (ANLAN_WEBHOOK_HOSTS)");
        }
        return url;
    }

    private static URI read(String text) {
        if (text == null || text.length() > LONGEST) {
            throw refused(text, "须为 1–2000 个字符的网址", "must be a URL of 1 to 2,000 characters");
        }
        URI url;
        try {
            url = new URI(text.strip()).parseServerAuthority();
        } catch (URISyntaxException problem) {
            throw refused(text, "不是规范的网址", "is no URL in normal form");
        }
        if (url.getHost() == null || url.getFragment() != null) {
            throw refused(text, "须有主机名,不得有 # 部分", "needs a host and must not have a fragment");
        }
        if (url.getRawUserInfo() != null) {
            throw refused("(hidden)", "网址中不得有用户名或密码", "must not hold a user name or password");
        }
        return url;
    }

    private static PictureException refused(String value, String zh, String en) {
        return new PictureException(Problem.field("target", "url", value, zh, en));
    }

    private static String place(URI url) {
        int own = "http".equalsIgnoreCase(url.getScheme()) ? HTTP : HTTPS;
        return url.getHost().toLowerCase(Locale.ROOT) + ":" + (url.getPort() < 0 ? own : url.getPort());
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.matches("127(\\.[0-9]{1,3}){3}") || host.equals("[::1]");
    }
}
