package org.sanhao.server.http;

import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;

/** Versions in headers: {@code If-Match: "7"} comes in, {@code ETag: "8"} goes out. Version 0 means "not there yet". */
public final class IfMatch {
    private IfMatch() {}

    /**
     * The version the client saw.
     *
     * @throws RefusedException VERSION_REQUIRED when the header is missing, MALFORMED when it is not a quoted number
     */
    public static int version(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new RefusedException(Refusal.of(ErrorCode.VERSION_REQUIRED));
        }
        var text = header.strip();
        if (text.startsWith("W/")) {
            text = text.substring(2);
        }
        if (!text.matches("\"\\d{1,9}\"")) {
            throw new RefusedException(Refusal.of(ErrorCode.MALFORMED));
        }
        return Integer.parseInt(text.substring(1, text.length() - 1));
    }

    public static String tag(int version) {
        return "\"" + version + "\"";
    }
}
