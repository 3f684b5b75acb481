package org.sanhao.server.document.domain;

import java.util.List;

/**
 * What stands on every page of a printed form beside its content.
 *
 * @param issuer who prints it
 * @param number as printed: 2026-000123
 * @param frozen the moment it was frozen, as printed
 * @param hash in full, algorithm in front
 * @param link the text of the QR code
 * @param marks such as that the data is invented
 */
public record Imprint(
        String issuer, String number, int version, String frozen, String hash, String link, List<String> marks) {
    private static final int SHOWN = 4;

    public Imprint {
        marks = List.copyOf(marks);
    }

    public String label() {
        return number + " 第 " + version + " 版";
    }

    /** SHA-256 4e9d 71c0 … a83b. */
    public String shortHash() {
        int colon = hash.indexOf(':');
        var hex = hash.substring(colon + 1);
        return hash.substring(0, colon).toUpperCase(java.util.Locale.ROOT) + " " + hex.substring(0, SHOWN) + " "
                + hex.substring(SHOWN, 2 * SHOWN) + " … " + hex.substring(hex.length() - SHOWN);
    }
}
