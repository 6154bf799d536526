package org.anlan.bench.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that prepare a measurement, as administrator. */
public final class Api {

    public static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String address;
    private final String authorization;

    public Api(String address, String password) {
        this.address = address;
        byte[] credentials = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** The answer's JSON; anything but 2xx is an error. */
    public JsonNode post(String path, String body) throws Exception {
        return sent(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public JsonNode get(String path) throws Exception {
        return sent(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", authorization);
    }

    private static JsonNode sent(HttpRequest request) throws Exception {
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** A token of a program with that role. */
    public String token(String role) throws Exception {
        return post("/api/tokens", "{\"name\":\"bench\",\"role\":\"" + role + "\",\"validDays\":1}")
                .get("token")
                .asString();
    }

    /** So many tokens that each holds at most {@code each} of {@code viewers} sockets. */
    public List<String> tokens(String role, int viewers, int each) throws Exception {
        List<String> tokens = new ArrayList<>();
        for (int held = 0; held < viewers; held += each) {
            tokens.add(token(role));
        }
        return tokens;
    }

    /** Teams bench-0 … to give commands to. */
    public void makeTeams(int count) throws Exception {
        for (int team = 0; team < count; team++) {
            post(
                    "/api/live/teams",
                    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[114.37,35.52]},"
                            + "\"properties\":{\"code\":\"bench-" + team + "\",\"name\":\"" + team
                            + "\",\"kind\":\"patrol\",\"basis\":\"demo\"}}");
        }
    }

    /** The number of the newest change of the live space. */
    public long head() throws Exception {
        for (JsonNode space : get("/healthz").get("spaces")) {
            if (space.get("space").asString().equals("live")) {
                return space.get("seq").asLong();
            }
        }
        throw new IllegalStateException("the server has no live space");
    }
}
