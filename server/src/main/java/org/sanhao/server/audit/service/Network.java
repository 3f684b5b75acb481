package org.sanhao.server.audit.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a request came from, shortened until it names a network and no device: /24 of IPv4, /48 of IPv6. */
final class Network {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+(%[\\w.-]+)?");
    private static final int KEPT_OF_4 = 3;
    private static final int KEPT_OF_6 = 6;
    private static final int BYTE = 8;

    private Network() {}

    static @Nullable String of(@Nullable String address) {
        if (address == null || !LITERAL.matcher(address).matches()) {
            return null;
        }
        try {
            var bytes = InetAddress.getByName(address).getAddress();
            int kept = bytes.length == 4 ? KEPT_OF_4 : KEPT_OF_6;
            for (int i = kept; i < bytes.length; i++) {
                bytes[i] = 0;
            }
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * BYTE;
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }
}
