package org.anlan.web.log;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestServer;

/** What people and programs do with a server, right and wrong, in a seeded order; all that is personal in it is marked. */
final class Workload {

    private static final String NAME = "MARKNAME";
    private static final String USER = "marklogin";
    private static final String TEXT = "MARKTEXT";
    private static final String PHONE = "13987654321";
    private static final String PASSWORD = "markpassword-7Gq2";
    private static final String KEY = "markkey-5521";
    private static final String TOKEN = "marktokenmarktokenmarktokenmarktokenmarktok";
    private static final String ADDRESS = "203.0.113.77";
    private static final double LON = 114.4242427;
    private static final double LAT = 35.6363631;

    private final HttpCaller nobody;
    private final HttpCaller admin;
    private final List<String> marks = new ArrayList<>(List.of(
            NAME, USER, TEXT, PHONE, PASSWORD, KEY, TOKEN, ADDRESS, "114.4242427", "35.6363631", TestServer.PASSWORD));

    Workload(URI base) {
        this.nobody = new HttpCaller(base, Map.of("X-Forwarded-For", ADDRESS, "User-Agent", NAME));
        this.admin = nobody.basic("admin", TestServer.PASSWORD);
    }

    /** Must be in no log: what was marked, and every secret that the server gave. */
    List<String> marks() {
        return marks;
    }

    void run(Random random) {
        List<Runnable> steps = new ArrayList<>(List.of(
                this::accounts,
                this::signIns,
                this::reports,
                this::streams,
                this::paths,
                this::queries,
                this::bodies,
                this::faults,
                this::devices,
                this::webhooks,
                this::uploads,
                this::hangUp));
        for (int round = 0; round < 2; round++) {
            Collections.shuffle(steps, random);
            steps.forEach(Runnable::run);
        }
    }

    private static Map<String, Object> report(double lon, Map<String, Object> more) {
        Map<String, Object> properties = new java.util.HashMap<>(Map.of(
                "kind",
                "danger",
                "danger",
                "piping",
                "severity",
                "major",
                "text",
                TEXT + " " + PHONE,
                "phone",
                PHONE,
                "observedAt",
                Instant.now().toString(),
                "positionSource",
                "gps",
                "photos",
                List.of()));
        properties.putAll(more);
        Map<String, Object> place = Map.of("type", "Point", "coordinates", List.of(lon, LAT));
        return Map.of("type", "Feature", "geometry", place, "properties", properties);
    }

    private String secret(Reply reply, String member) {
        String secret = reply.status() < 300 ? reply.json().path(member).asString("") : "";
        if (!secret.isEmpty()) {
            marks.add(secret);
        }
        return secret;
    }

    private void accounts() {
        Map<String, Object> account = new java.util.HashMap<>(
                Map.of("name", USER, "displayName", NAME, "role", "duty-officer", "units", List.of(), "phone", PHONE));
        account.put("password", PASSWORD);
        admin.post("/api/accounts", account);
        account.put("password", "short");
        admin.post("/api/accounts", account);
        account.put("role", NAME);
        admin.post("/api/accounts", account);
        account.put(NAME, PHONE);
        admin.post("/api/accounts", account);
        admin.put("/api/accounts/" + NAME, account);
        admin.get("/api/accounts");
    }

    private void signIns() {
        Reply in = nobody.post("/api/session", Map.of("user", USER, "password", PASSWORD));
        in.header("set-cookie")
                .filter(cookie -> cookie.contains("ANLAN_SESSION="))
                .ifPresent(cookie -> {
                    String value = cookie.replaceAll("(?s).*?ANLAN_SESSION=([^;]*).*", "$1");
                    marks.add(value);
                    nobody.with("Cookie", "ANLAN_SESSION=" + value).post("/api/ws-ticket", "{}");
                });
        nobody.post("/api/session", Map.of("user", USER, "password", PASSWORD + "x"));
        nobody.post("/api/session", Map.of("user", NAME, "password", PASSWORD, PHONE, NAME));
        nobody.basic(USER, PASSWORD).get("/api/me");
        nobody.basic(NAME, PASSWORD).get("/api/me");
        nobody.bearer(TOKEN).get("/api/live/picture");
        nobody.with("Authorization", PASSWORD).get("/api/me");
        nobody.with("Cookie", "ANLAN_SESSION=" + TOKEN).get("/api/me");
        nobody.get("/ws/live?ticket=" + TOKEN);
        secret(admin.post("/api/ws-ticket", "{}"), "ticket");
    }

    private void reports() {
        String path = "/api/live/fieldreports";
        admin.key(KEY).post(path, report(LON, Map.of()));
        admin.key(KEY).post(path, report(LON, Map.of("severity", "minor")));
        admin.key(KEY.repeat(20)).post(path, report(LON, Map.of()));
        admin.post(path, report(LON, Map.of("text", TEXT.repeat(2000))));
        admin.post(path, report(LON, Map.of("severity", NAME)));
        admin.post(path, report(LON, Map.of(NAME, PHONE)));
        admin.post(path, report(LON, Map.of("observedAt", NAME)));
        admin.post(path, report(LON - 100, Map.of()));
        admin.post(path, Map.of("type", "Feature", "geometry", Map.of("type", NAME), "properties", Map.of()));
        admin.post(path + "/" + NAME + "/ask", Map.of("text", TEXT));
        nobody.post(path, report(LON, Map.of()));
        admin.post(
                "/api/live/entries", Map.of("type", "Feature", "properties", Map.of("text", TEXT + "\u0000" + NAME)));
    }

    private void streams() {
        String now = Instant.now().toString();
        admin.post(
                "/api/live/positions",
                Map.of("positions", List.of(Map.of("team", NAME, "time", now, "lon", LON, "lat", LAT))));
        admin.post("/api/live/positions", Map.of("positions", NAME));
        admin.post(
                "/api/live/readings",
                Map.of("readings", List.of(Map.of("gauge", NAME, "time", TEXT, "stageMetres", PHONE, "source", KEY))));
    }

    private void paths() {
        for (String path : List.of(
                "/" + NAME,
                "/api/" + NAME,
                "/api/" + NAME + "/picture",
                "/api/live/" + NAME,
                "/api/live/fieldreports/" + PHONE,
                "/api/live/fieldreports/" + PHONE + "/history",
                "/files/" + TOKEN,
                "/ogc/" + NAME,
                "/ogc/live/collections/" + NAME + "/items",
                "/api//" + NAME,
                "/tiles/" + NAME + "/1/2/3",
                "/ws/" + NAME)) {
            admin.get(path);
            nobody.get(path);
            admin.call("PATCH", path, BodyPublishers.noBody(), null);
            admin.call(NAME, path, BodyPublishers.noBody(), null);
        }
    }

    private void queries() {
        for (String filter : List.of(
                "text = '" + TEXT + "'",
                NAME + " = 1",
                "text = '" + NAME,
                "DISTANCE(" + LON + ", '" + PHONE + "') < 1")) {
            admin.get("/api/live/fieldreports?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
        }
        admin.get("/api/live/fieldreports?bbox=" + LON + "," + LAT + "," + NAME);
        admin.get("/api/live/fieldreports?limit=" + PHONE + "&" + NAME + "=" + TEXT);
        admin.get("/api/live/picture?at=" + NAME);
        admin.get("/api/audit?limit=" + NAME);
        admin.with("If-None-Match", NAME).get("/api/live/fieldreports/x");
        admin.with("Accept", "application/" + NAME).get("/api/accounts");
        admin.with("Accept", NAME + "/").get("/api/accounts");
    }

    private void bodies() {
        admin.post("/api/live/fieldreports", "{\"" + NAME + "\":\"" + PHONE);
        admin.post("/api/session", "[\"" + PASSWORD + "\"]");
        admin.call("POST", "/api/live/fieldreports", BodyPublishers.ofString(TEXT), "text/" + NAME);
        admin.call("POST", "/api/live/fieldreports", BodyPublishers.ofString(TEXT), NAME);
        admin.post("/api/live/fieldreports", "\"" + TEXT.repeat(600_000) + "\"");
    }

    private void faults() {
        admin.get("/api/faulty?text=" + TEXT);
        String entry = admin.post("/api/live/entries", Map.of("type", "Feature", "properties", Map.of("text", TEXT)))
                .json()
                .path("id")
                .asString(NAME);
        admin.post("/api/live/entries/" + entry + "/break", Map.of("text", TEXT + PHONE));
        String token =
                secret(admin.post("/api/tokens", Map.of("name", NAME, "role", "viewer", "validDays", 1)), "token");
        nobody.bearer(token).get("/api/live/picture");
        nobody.bearer(token).get("/api/live/changes?since=0");
    }

    private void devices() {
        Reply link = admin.post("/api/device-links", Map.of("purpose", "field", "displayName", NAME));
        String code = secret(link, "code");
        secret(nobody.post("/api/device-links/join", Map.of("code", code, "device", NAME)), "token");
        nobody.post("/api/device-links/join", Map.of("code", code, "device", NAME));
        nobody.post("/api/device-links/join", Map.of("code", TOKEN, "device", PHONE));
        nobody.get("/field.html?code=" + TOKEN);
    }

    private void webhooks() {
        Reply made = admin.post(
                "/api/webhooks", Map.of("title", NAME, "url", "http://127.0.0.1:9/" + NAME + "?key=" + TOKEN));
        String id = made.json().path("id").asString("");
        secret(made, "secret");
        admin.post("/api/webhooks/" + id + "/test", Map.of());
        secret(admin.post("/api/webhooks/" + id + "/secret", Map.of()), "secret");
        admin.post("/api/webhooks", Map.of("title", NAME, "url", "https://" + USER + ":" + PASSWORD + "@x.cn/"));
        admin.delete("/api/webhooks/" + NAME);
    }

    private void uploads() {
        admin.call("PUT", "/files/" + NAME, BodyPublishers.ofString(TEXT), "image/jpeg");
        admin.call(
                "PUT",
                "/api/live/fieldreports/" + NAME + "/photos/" + PHONE,
                BodyPublishers.ofString(TEXT),
                "image/jpeg");
        admin.call("PUT", "/api/live/readings/" + NAME + "/photo", BodyPublishers.ofString(TEXT), "image/jpeg");
    }

    /** A phone whose network breaks in the middle of a report, and one that does not wait for the answer. */
    private void hangUp() {
        String head = "POST /api/live/fieldreports?x=" + NAME + " HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + ADDRESS
                + "\r\nAuthorization: " + admin.headers().get("Authorization")
                + "\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"text\":\"" + TEXT;
        String whole = "GET /api/live/picture?x=" + NAME + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
                + admin.headers().get("Authorization") + "\r\n\r\n";
        for (String text : List.of(head, whole, NAME + " " + PHONE + "\r\n\r\n")) {
            try (Socket phone = new Socket(admin.base().getHost(), admin.base().getPort())) {
                phone.setSoLinger(true, 0);
                phone.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                phone.getOutputStream().flush();
            } catch (IOException problem) {
                throw new IllegalStateException(problem);
            }
        }
    }
}
