package org.sanhao.kernel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something was not done, in a form a screen can show without knowing the rule.
 *
 * @param code the rule that said no; its Chinese sentence and the way out come from the error catalogue
 * @param args values for the sentence's placeholders, already in display form
 * @param fields the fields at fault, empty when the request as a whole is
 * @param reasons further sentences, each a reason of its own (for example the three dates that bar an application)
 * @param basis the paragraph behind the rule, as printed, or null
 * @param allowedFrom the first day on which the same request would be allowed, or null
 */
public record Refusal(
        ErrorCode code,
        List<String> args,
        List<FieldFault> fields,
        List<String> reasons,
        @Nullable String basis,
        @Nullable LocalDate allowedFrom) {

    /** One field at fault: its path in the request and what is wrong with it, in Chinese. */
    public record FieldFault(String field, String message) {}

    public Refusal {
        args = List.copyOf(args);
        fields = List.copyOf(fields);
        reasons = List.copyOf(reasons);
    }

    public static Refusal of(ErrorCode code, Object... args) {
        var texts = new ArrayList<String>(args.length);
        for (var arg : args) {
            texts.add(String.valueOf(arg));
        }
        return new Refusal(code, texts, List.of(), List.of(), null, null);
    }

    public Refusal at(String field, String message) {
        var all = new ArrayList<>(fields);
        all.add(new FieldFault(field, message));
        return new Refusal(code, args, all, reasons, basis, allowedFrom);
    }

    public Refusal because(List<String> why) {
        return new Refusal(code, args, fields, why, basis, allowedFrom);
    }

    public Refusal basedOn(@Nullable String paragraph) {
        return new Refusal(code, args, fields, reasons, paragraph, allowedFrom);
    }

    public Refusal allowedFrom(@Nullable LocalDate day) {
        return new Refusal(code, args, fields, reasons, basis, day);
    }

    public <T> Outcome<T> asOutcome() {
        return Outcome.refused(this);
    }
}
