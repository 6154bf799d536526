package org.anlan.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Header {@code webhook-signature} as the Standard Webhooks specification 1.0.0 has it, its symmetric scheme. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** One "v1,…" for each secret, with spaces between. */
    static String of(List<String> secrets, String id, long seconds, byte[] body) {
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(secret, id, seconds, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] mac(String secret, String id, long seconds, byte[] body) {
        try {
            byte[] key = Base64.getDecoder().decode(secret.substring(Keys.PREFIX.length()));
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException problem) {
            throw new IllegalStateException("every Java has HMAC-SHA256", problem);
        }
    }
}
