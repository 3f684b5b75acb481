package org.sanhao.server.access.service;

import java.security.SecureRandom;
import java.util.Objects;
import org.sanhao.server.workers.Workers;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes that name their algorithm, and first passwords nobody can guess. */
@Component
public class Passwords {
    /** Without letters and digits that look alike on a printed slip. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 4;

    /** 90 random bits need no slow hash; a thousand accounts of an import must not take minutes. */
    private static final int COST_FOR_RANDOM = 4;

    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final PasswordEncoder quick = new BCryptPasswordEncoder(COST_FOR_RANDOM);
    private final SecureRandom random = new SecureRandom();
    private final Workers workers;
    private final String nobodys;

    Passwords(Workers workers) {
        this.workers = workers;
        this.nobodys = hash("nobody's password");
    }

    String hash(String password) {
        return workers.brief(() -> Objects.requireNonNull(encoder.encode(password)));
    }

    /** Hash of a password made by {@link #random}, which must be changed at the first sign-in. */
    String hashOfRandom(String password) {
        return "{bcrypt}" + Objects.requireNonNull(quick.encode(password));
    }

    boolean matches(String password, String hash) {
        return workers.brief(() -> encoder.matches(password, hash));
    }

    /** Takes as long as a real comparison. */
    void matchesNobodys(String password) {
        matches(password, nobodys);
    }

    /** Four groups of four, about 93 bits. */
    public String random() {
        var text = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            if (group > 0) {
                text.append('-');
            }
            for (int i = 0; i < GROUP; i++) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
        }
        return text.toString();
    }
}
