package org.sanhao.server.document.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the QR code of a printed form holds: where its page is, and the beginning of its hash.
 *
 * @param token 60 random bits, in letters that are hard to mistake
 * @param beginning of the hash, eight hexadecimal figures
 */
public record CopyLink(String token, String beginning) {
    public static final int TOKEN = 12;
    public static final int BEGINNING = 8;
    private static final Pattern LINK = Pattern.compile("https?://\\S+/d/([0-9A-HJKMNP-TV-Z]{12})/([0-9a-f]{8})");

    /** Reads a code; empty for one that is not of a printed form, whatever address the form was printed for. */
    public static Optional<CopyLink> in(String text) {
        var found = LINK.matcher(text.strip());
        return found.matches() ? Optional.of(new CopyLink(found.group(1), found.group(2))) : Optional.empty();
    }

    /** The text of the code. */
    public String at(String address) {
        return address + "/d/" + token + "/" + beginning;
    }
}
