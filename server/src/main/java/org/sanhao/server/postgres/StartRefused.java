package org.sanhao.server.postgres;

/** The product declines to start; the message is for the person at the console and says what to do. */
public class StartRefused extends RuntimeException {
    public StartRefused(String message) {
        super(message);
    }

    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
