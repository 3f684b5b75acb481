package org.sanhao.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.Refusal.FieldFault;

/**
 * What goes over the wire when the answer is no (RFC 9457), ready to be shown.
 *
 * @param title the sentence, in Chinese
 * @param code the product's own number of the reason, {@code SH-1004}
 * @param wayOut what the person can do next
 * @param allowedFrom first day on which the same request would be allowed
 * @param current on a stale version: what stands now, in the form the request would have answered
 * @param trace number under which the log knows this request; only where the fault is ours
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type,
        String title,
        int status,
        String code,
        String wayOut,
        List<FieldFault> fields,
        List<String> reasons,
        @Nullable String basis,
        @Nullable LocalDate allowedFrom,
        @Nullable String trace,
        @Nullable Object current) {

    public static Problem of(Refusal refusal) {
        return of(refusal, null);
    }

    public static Problem of(Refusal refusal, @Nullable String trace) {
        ErrorCode code = refusal.code();
        var args = refusal.args().toArray();
        return new Problem(
                URI.create("urn:sanhao:problem:" + code.code()),
                MessageFormat.format(code.sentence(), args),
                code.status(),
                code.code(),
                MessageFormat.format(code.wayOut(), args),
                refusal.fields(),
                refusal.reasons(),
                refusal.basis(),
                refusal.allowedFrom(),
                trace,
                null);
    }

    /** The same problem with what stands now beside it. */
    public Problem with(Object standing) {
        return new Problem(type, title, status, code, wayOut, fields, reasons, basis, allowedFrom, trace, standing);
    }
}
