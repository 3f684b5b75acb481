package org.sanhao.server.http;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionSystemException;

/**
 * Failures of the machinery that pass: no connection to be had, a lock or a statement that took too long, a full disk, a
 * database that restarts. Each gets an answer that says what is safe, and one line in the log instead of a thousand stacks.
 */
final class Breakdown {
    private static final Logger LOG = LoggerFactory.getLogger(Breakdown.class);

    private Breakdown() {}

    /** What to answer; empty when the failure is a bug and not one of these. */
    static Optional<Refusal> refusal(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var code = code(cause);
            if (code != null) {
                var honest = code == ErrorCode.TOO_BUSY && afterTheWork(failure) ? ErrorCode.DATABASE_AWAY : code;
                LOG.warn("{}: {}", honest.code(), kind(cause));
                return Optional.of(Refusal.of(honest));
            }
            // Where even the undoing failed, what it was about to undo tells why.
            if (cause instanceof TransactionSystemException undone && undone.getOriginalException() != null) {
                return refusal(undone.getOriginalException());
            }
        }
        return Optional.empty();
    }

    /** The session is saved when the answer leaves, after the work was committed: then nobody may say "nothing happened". */
    private static boolean afterTheWork(Throwable failure) {
        for (var frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("org.springframework.session.")
                    && frame.getMethodName().equals("commitSession")) {
                return true;
            }
        }
        return failure.getCause() != null && afterTheWork(failure.getCause());
    }

    private static @Nullable ErrorCode code(Throwable cause) {
        return switch (cause) {
            case SQLTransientConnectionException none -> ErrorCode.TOO_BUSY;
            // The pool's own word, without a state: the connection is gone, perhaps after a commit.
            case SQLException sql when sql.getSQLState() == null -> ErrorCode.DATABASE_AWAY;
            case SQLException sql -> code(String.valueOf(sql.getSQLState()));
            case IOException io when String.valueOf(io.getMessage()).contains("No space left") -> ErrorCode.DISK_FULL;
            default -> null;
        };
    }

    private static @Nullable ErrorCode code(String state) {
        if (state.equals("53100")) {
            return ErrorCode.DISK_FULL;
        }
        // Lock not available, deadlock, serialization, statement cancelled: the transaction is undone.
        if (state.equals("55P03") || state.equals("40P01") || state.equals("40001") || state.equals("57014")) {
            return ErrorCode.TOO_BUSY;
        }
        // Connection lost or server going down: a commit under way may have happened.
        if (state.startsWith("08") || state.startsWith("57P")) {
            return ErrorCode.DATABASE_AWAY;
        }
        return null;
    }

    private static String kind(Throwable cause) {
        return cause instanceof SQLException sql
                ? cause.getClass().getSimpleName() + " " + sql.getSQLState()
                : cause.getClass().getSimpleName();
    }
}
