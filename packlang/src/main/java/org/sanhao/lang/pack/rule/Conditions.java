package org.sanhao.lang.pack.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Cel;
import org.sanhao.lang.pack.source.Advice;
import org.sanhao.lang.pack.source.Fault;

/**
 * Compiles conditions within the sublanguage that can later also be translated to SQL: {@code && || !}, comparisons,
 * {@code in} a list of constants, {@code startsWith}, and {@code + - *} on whole numbers.
 */
public final class Conditions {
    static final Object NULL = dev.cel.common.values.NullValue.NULL_VALUE;

    private static final Map<String, String> ALLOWED = Map.ofEntries(
            Map.entry("_&&_", "&&"),
            Map.entry("_||_", "||"),
            Map.entry("!_", "!"),
            Map.entry("_<_", "<"),
            Map.entry("_<=_", "<="),
            Map.entry("_>_", ">"),
            Map.entry("_>=_", ">="),
            Map.entry("_==_", "=="),
            Map.entry("_!=_", "!="),
            Map.entry("@in", "in"),
            Map.entry("startsWith", "startsWith"),
            Map.entry("_+_", "+"),
            Map.entry("_-_", "-"),
            Map.entry("-_", "-"),
            Map.entry("_*_", "*"));
    /** Order is asked of whole numbers only: texts sort differently from one database to the next. */
    private static final Set<String> ORDER = Set.of("_<_", "_<=_", "_>_", "_>=_");

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '\\(([^)]*)\\)'.*", Pattern.DOTALL);
    private static final Pattern NOT_BOOL = Pattern.compile("expected type 'bool' but found '([^']*)'");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

    private static final Map<Place, CelCompiler> COMPILERS = compilers();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().build();

    private Conditions() {}

    /**
     * What compilation gave.
     *
     * @param condition null when there were faults
     * @param comparisons texts the condition compares a fact with, by the fact's name
     */
    public record Compilation(
            @Nullable CompiledCondition condition,
            List<ExpressionFault> faults,
            Map<String, Set<String>> comparisons) {}

    /** A fault and the character of the expression, from 0, at which it stands. */
    public record ExpressionFault(Fault fault, int offset, List<String> args) {}

    /** Compiles a condition for a place. Never throws on a bad expression. */
    public static Compilation compile(Cel cel, Place place) {
        var result = Objects.requireNonNull(COMPILERS.get(place)).compile(cel.source());
        if (result.hasError()) {
            var faults = result.getErrors().stream()
                    .map(issue -> translate(issue, cel.source(), place))
                    .distinct()
                    .toList();
            return new Compilation(null, faults, Map.of());
        }
        try {
            var ast = result.getAst();
            var reading = new Reading(ast);
            reading.visit(ast.getExpr());
            if (reading.faults.isEmpty() && reading.names.isEmpty()) {
                reading.faults.add(new ExpressionFault(Fault.CEL_CONSTANT, 0, List.of()));
            }
            if (!reading.faults.isEmpty()) {
                return new Compilation(null, List.copyOf(reading.faults), Map.of());
            }
            var program = RUNTIME.createProgram(ast);
            return new Compilation(
                    new CompiledCondition(cel, program, List.copyOf(reading.names)), List.of(), reading.comparisons);
        } catch (CelValidationException | CelEvaluationException e) {
            return new Compilation(
                    null,
                    List.of(new ExpressionFault(Fault.CEL_SYNTAX, 0, List.of(String.valueOf(e.getMessage())))),
                    Map.of());
        }
    }

    private static Map<Place, CelCompiler> compilers() {
        var all = new EnumMap<Place, CelCompiler>(Place.class);
        for (var place : Place.values()) {
            var builder = CelCompilerFactory.standardCelCompilerBuilder()
                    .setStandardMacros()
                    .setResultType(SimpleType.BOOL);
            Vocabulary.ONE.factsIn(place).forEach((name, fact) -> builder.addVar(name, type(fact.type())));
            all.put(place, builder.build());
        }
        return all;
    }

    private static CelType type(Vocabulary.Type type) {
        return switch (type) {
            case TEXT -> SimpleType.STRING;
            case OPTIONAL_TEXT -> NullableType.create(SimpleType.STRING);
            case NUMBER -> SimpleType.INT;
            case TRUTH -> SimpleType.BOOL;
        };
    }

    private static ExpressionFault translate(CelIssue issue, String source, Place place) {
        int offset = offset(
                source,
                issue.getSourceLocation().getLine(),
                issue.getSourceLocation().getColumn());
        var message = issue.getMessage();
        var undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return unknownName(undeclared.group(1), source, offset, place);
        }
        var overload = NO_OVERLOAD.matcher(message);
        if (overload.matches()) {
            var operator =
                    ALLOWED.getOrDefault(overload.group(1), overload.group(1).replace("_", ""));
            var types = overload.group(2);
            return new ExpressionFault(
                    Fault.CEL_TYPE,
                    offset,
                    List.of(Advice.both(
                            "“" + operator + "”用在了（" + zhTypes(types) + "）上",
                            "\"" + operator + "\" applied to (" + types + ")")));
        }
        var notBool = NOT_BOOL.matcher(message);
        if (notBool.matches()) {
            return new ExpressionFault(
                    Fault.CEL_NOT_A_CONDITION, 0, List.of(Advice.both(zhTypes(notBool.group(1)), notBool.group(1))));
        }
        int end = Math.min(source.length(), offset + 12);
        var near = offset >= source.length() ? "末尾" : "“" + source.substring(offset, end) + "”处";
        var english = message.length() > 120 ? message.substring(0, 120) + "…" : message;
        return new ExpressionFault(Fault.CEL_SYNTAX, offset, List.of(Advice.both(near + "读不懂", english)));
    }

    private static ExpressionFault unknownName(String name, String source, int offset, Place place) {
        var at = NAME.matcher(source);
        int start = offset;
        var whole = name;
        while (at.find()) {
            if (at.start() <= offset && offset <= at.end() && at.group().startsWith(name)) {
                start = at.start();
                whole = at.group();
            }
        }
        boolean isCall = source.startsWith("(", start + whole.length());
        if (isCall && !whole.contains(".")) {
            return new ExpressionFault(Fault.CEL_OUTSIDE, start, List.of(whole));
        }
        return new ExpressionFault(
                Fault.CEL_UNKNOWN_NAME,
                start,
                List.of(
                        whole,
                        Advice.insteadOf(whole, Vocabulary.ONE.factsIn(place).keySet())));
    }

    private static String zhTypes(String types) {
        return types.replace("wrapper(string)", "文字")
                .replace("string", "文字")
                .replace("int", "整数")
                .replace("double", "小数")
                .replace("bool", "是或否")
                .replace("null", "空")
                .replace(", ", "、");
    }

    private static int offset(String source, int line, int column) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            int next = source.indexOf('\n', at);
            if (next < 0) {
                return source.length();
            }
            at = next + 1;
        }
        int to = at;
        for (int i = 0; i < column && to < source.length(); i++) {
            to += Character.charCount(source.codePointAt(to));
        }
        return to;
    }

    /** One walk over a checked expression: the facts it names, what it compares them with, and what is not allowed. */
    private static final class Reading {
        private final CelAbstractSyntaxTree ast;
        private final Set<String> names = new LinkedHashSet<>();
        private final List<ExpressionFault> faults = new ArrayList<>();
        private final Map<String, Set<String>> comparisons = new LinkedHashMap<>();

        Reading(CelAbstractSyntaxTree ast) {
            this.ast = ast;
        }

        void visit(CelExpr expr) {
            switch (expr.getKind()) {
                case CONSTANT -> {
                    switch (expr.constant().getKind()) {
                        case INT64_VALUE, STRING_VALUE, BOOLEAN_VALUE, NULL_VALUE -> {}
                        default -> outside(expr, "小数或字节");
                    }
                }
                case IDENT -> names.add(expr.ident().name());
                case LIST -> expr.list().elements().forEach(this::visit);
                case CALL -> call(expr);
                default -> outside(expr, expr.getKind().name().toLowerCase(Locale.ROOT));
            }
        }

        private void call(CelExpr expr) {
            var function = expr.call().function();
            if (!ALLOWED.containsKey(function)) {
                outside(expr, function.replace("_", ""));
                return;
            }
            if (function.equals("_+_") && !ast.getType(expr.id()).equals(Optional.of(SimpleType.INT))) {
                outside(expr, "+");
                return;
            }
            if (ORDER.contains(function)
                    && !expr.call().args().stream()
                            .allMatch(side -> ast.getType(side.id()).equals(Optional.of(SimpleType.INT)))) {
                outside(expr, ALLOWED.getOrDefault(function, function));
                return;
            }
            expr.call().target().ifPresent(this::visit);
            expr.call().args().forEach(this::visit);
            if (function.equals("_==_") || function.equals("_!=_") || function.equals("@in")) {
                compare(expr.call().args());
            }
        }

        private void compare(Collection<CelExpr> sides) {
            String name = null;
            var texts = new LinkedHashSet<String>();
            for (var side : sides) {
                switch (side.getKind()) {
                    case IDENT -> name = side.ident().name();
                    case CONSTANT -> text(side.constant(), texts);
                    case LIST ->
                        side.list().elements().stream()
                                .filter(element -> element.getKind() == CelExpr.ExprKind.Kind.CONSTANT)
                                .forEach(element -> text(element.constant(), texts));
                    default -> {}
                }
            }
            if (name != null && !texts.isEmpty()) {
                comparisons.computeIfAbsent(name, n -> new LinkedHashSet<>()).addAll(texts);
            }
        }

        private static void text(CelConstant constant, Set<String> into) {
            if (constant.getKind() == CelConstant.Kind.STRING_VALUE) {
                into.add(constant.stringValue());
            }
        }

        private void outside(CelExpr expr, String what) {
            int offset = ast.getSource().getPositionsMap().getOrDefault(expr.id(), 0);
            faults.add(new ExpressionFault(Fault.CEL_OUTSIDE, offset, List.of(what)));
        }
    }
}
