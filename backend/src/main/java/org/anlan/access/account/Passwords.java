package org.anlan.access.account;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Argon2id with 19 MiB and two passes, as OWASP's password storage sheet asks. Slow on purpose: never on an event loop. */
public class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);

    /** Compared against when there is no such account, so that an unknown name takes as long as a wrong password. */
    private final String nobody = encoder.encode("nobody has this password");

    public String hash(String password) {
        return encoder.encode(password);
    }

    /** @param hash null when there is no such account; the answer is then false after the same time */
    public boolean matches(String password, String hash) {
        boolean same = encoder.matches(password, hash == null ? nobody : hash);
        return same && hash != null;
    }
}
