package org.sanhao.server.publication.service;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.publication.PublicNotice;
import org.springframework.stereotype.Component;

/** The codes people type: of notices and results, and those with which an objection is followed. */
@Component
class Codes {
    private static final int NOTICE = 12;
    private static final int SECRET = 16;
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final SecretKeySpec key;

    Codes(DataFolder folder) {
        this.key = new SecretKeySpec(HexFormat.of().parseHex(folder.secret("objection-codes")), "HmacSHA256");
    }

    /** The code that follows an objection: the notice's, and a secret half. */
    String tracking(PublicNotice notice, String formKey) {
        return notice.code() + secret(notice, formKey);
    }

    /** The notice a code to follow an objection belongs to; empty when it is none. */
    static Optional<String> noticeIn(String tidied) {
        return tidied.length() == NOTICE + SECRET ? Optional.of(tidied.substring(0, NOTICE)) : Optional.empty();
    }

    /** The secret half of a code follows from the form, so that a form sent twice gets the same one. */
    private String secret(PublicNotice notice, String formKey) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var bytes = mac.doFinal((notice.code() + "\n" + formKey).getBytes(StandardCharsets.UTF_8));
            var text = new StringBuilder(SECRET);
            for (int i = 0; i < SECRET; i++) {
                text.append(CROCKFORD.charAt(bytes[i] & 31));
            }
            return text.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is kept of a code. */
    static byte[] hash(String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As printed or typed: groups, spaces, small letters, and the letters that look like digits. */
    static String tidy(String code) {
        return code.replaceAll("[\\s\\-—–]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
