package org.sanhao.lang.pack.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Reads one YAML document into a positioned tree, within limits and without ever throwing.
 *
 * <p>Anchors, aliases and type tags are refused: a pack is read by people who work in tables, and what cannot be
 * expanded cannot blow up.
 */
public final class YamlText {
    /** Largest file, in bytes. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;
    /** Deepest nesting. */
    public static final int MAX_DEPTH = 24;
    /** Most keys and values in one file. */
    public static final int MAX_NODES = 100_000;

    private static final Pattern SECRET = Pattern.compile("(绝密|机密|秘密)\\s*★|★\\s*(绝密|机密|秘密)");

    private final int times;
    private final String file;
    private final String text;
    private final int[] indexOf;
    private final List<Finding> findings = new ArrayList<>();
    private int nodes;

    private YamlText(String file, String text, int times) {
        this.times = times;
        this.file = file;
        this.text = text;
        this.indexOf = text.codePointCount(0, text.length()) == text.length() ? new int[0] : codePoints(text);
    }

    /** What became of a file: a tree unless it could not be read at all, and everything found on the way. */
    public record Reading(Optional<Node> root, List<Finding> findings) {
        public Reading {
            findings = List.copyOf(findings);
        }
    }

    /** Reads the bytes of a file; {@code file} is the name that positions carry. */
    public static Reading read(String file, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return refused(file, Fault.TOO_LARGE, MAX_BYTES / 1024 / 1024 + " MB");
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return read(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return refused(file, Fault.NOT_UTF8);
        }
    }

    /** Reads a text already decoded. */
    public static Reading read(String file, String text) {
        return read(file, text, 1);
    }

    /** Reads a canonical form, which holds what was several files: the limits are eight times as wide. */
    public static Reading readCanonical(String file, String text) {
        return read(file, text, 8);
    }

    private static Reading read(String file, String text, int times) {
        if (text.length() > MAX_BYTES * times) {
            return refused(file, Fault.TOO_LARGE, MAX_BYTES / 1024 / 1024 * times + " MB");
        }
        return new YamlText(file, text, times).read();
    }

    private static Reading refused(String file, Fault fault, Object... args) {
        return new Reading(Optional.empty(), List.of(Finding.of(fault, Position.startOf(file), args)));
    }

    private Reading read() {
        Optional<Node> root = Optional.empty();
        try {
            var settings = LoadSettings.builder()
                    .setLabel(file)
                    .setUseMarks(true)
                    .setCodePointLimit(MAX_BYTES * times)
                    .build();
            root = document(new Parse(settings).parseString(text).iterator());
        } catch (Stop stop) {
            findings.add(stop.finding);
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            findings.add(Finding.of(
                    Fault.NOT_YAML,
                    mark.map(this::position).orElse(Position.startOf(file)),
                    Advice.both("此处读不懂", String.valueOf(e.getProblem()))));
        } catch (RuntimeException e) {
            // the scanner has more than one way to give up on hostile text; none of them is our caller's problem
            findings.add(
                    Finding.of(Fault.NOT_YAML, Position.startOf(file), Advice.both("读不懂", firstLine(e.getMessage()))));
        }
        return new Reading(root, findings);
    }

    private static String firstLine(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "?";
        }
        return message.lines().findFirst().orElse("?");
    }

    private Optional<Node> document(Iterator<Event> events) {
        events.next();
        var first = events.next();
        if (!(first instanceof DocumentStartEvent)) {
            throw new Stop(Finding.of(Fault.EMPTY_FILE, Position.startOf(file)));
        }
        var root = node(events, events.next(), 0);
        events.next();
        var after = events.next();
        if (after instanceof DocumentStartEvent) {
            findings.add(Finding.of(Fault.SEVERAL_DOCUMENTS, position(after)));
        }
        if (root instanceof Node.Scalar scalar && scalar.isNull()) {
            throw new Stop(Finding.of(Fault.EMPTY_FILE, Position.startOf(file)));
        }
        return Optional.of(root);
    }

    private Node node(Iterator<Event> events, Event event, int depth) {
        var at = position(event);
        if (depth > MAX_DEPTH) {
            throw new Stop(Finding.of(Fault.TOO_DEEP, at, MAX_DEPTH));
        }
        if (++nodes > MAX_NODES * times) {
            throw new Stop(Finding.of(Fault.TOO_MANY, at, MAX_NODES * times));
        }
        if (event instanceof AliasEvent) {
            findings.add(Finding.of(Fault.ALIAS, at));
            return new Node.Scalar(at, "", false, new ScalarSource(at, ""));
        }
        if (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
            findings.add(Finding.of(Fault.ALIAS, at));
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar, at);
            case SequenceStartEvent start -> {
                refuseTag(start.getTag(), at);
                var items = new ArrayList<Node>();
                for (var next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
                    items.add(node(events, next, depth + 1));
                }
                yield new Node.Sequence(at, items);
            }
            case MappingStartEvent start -> {
                refuseTag(start.getTag(), at);
                yield mapping(events, at, depth);
            }
            default -> throw new Stop(Finding.of(Fault.NOT_YAML, at, event.getEventId()));
        };
    }

    private Node mapping(Iterator<Event> events, Position at, int depth) {
        var entries = new ArrayList<Node.Entry>();
        var seen = new HashMap<String, Position>();
        for (var next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            var key = node(events, next, depth + 1);
            var value = node(events, events.next(), depth + 1);
            if (!(key instanceof Node.Scalar word)) {
                findings.add(Finding.of(Fault.KEY_NOT_TEXT, key.at()));
                continue;
            }
            var before = seen.putIfAbsent(word.text(), word.at());
            if (before != null) {
                findings.add(Finding.of(Fault.DUPLICATE_KEY, word.at(), word.text(), before.line()));
                continue;
            }
            entries.add(new Node.Entry(word, value));
        }
        return new Node.Mapping(at, entries);
    }

    private Node.Scalar scalar(ScalarEvent event, Position at) {
        refuseTag(event.getTag(), at);
        var secret = SECRET.matcher(event.getValue());
        if (secret.find()) {
            findings.add(Finding.of(Fault.SECRET_MARK, at, secret.group()));
        }
        if (event.getValue().codePoints().anyMatch(YamlText::isControl)) {
            findings.add(Finding.of(Fault.CONTROL_CHARACTER, at));
        }
        return new Node.Scalar(at, event.getValue(), !event.isPlain(), new ScalarSource(at, raw(event)));
    }

    /** Characters that could not be written back as they are: escapes may smuggle them in. */
    private static boolean isControl(int c) {
        return (c < 0x20 && c != '\n' && c != '\t')
                || (c >= 0x7F && c < 0xA0)
                || c == 0x2028
                || c == 0x2029
                || c == 0xFEFF
                || (c >= 0xD800 && c < 0xE000)
                || (c & 0xFFFE) == 0xFFFE;
    }

    private void refuseTag(Optional<String> tag, Position at) {
        if (tag.isPresent()) {
            findings.add(Finding.of(Fault.TAG, at, tag.get()));
        }
    }

    private String raw(ScalarEvent event) {
        if (event.getStartMark().isEmpty() || event.getEndMark().isEmpty()) {
            return event.getValue();
        }
        int from = index(event.getStartMark().get().getIndex());
        int to = index(event.getEndMark().get().getIndex());
        return from <= to && to <= text.length() ? text.substring(from, to) : event.getValue();
    }

    private int index(int codePoint) {
        return indexOf.length == 0 ? codePoint : indexOf[Math.min(codePoint, indexOf.length - 1)];
    }

    private static int[] codePoints(String text) {
        var starts = new int[text.codePointCount(0, text.length()) + 1];
        int at = 0;
        for (int i = 0; i < starts.length - 1; i++) {
            starts[i] = at;
            at += Character.charCount(text.codePointAt(at));
        }
        starts[starts.length - 1] = text.length();
        return starts;
    }

    private Position position(Event event) {
        return event.getStartMark().map(this::position).orElse(Position.startOf(file));
    }

    private Position position(Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Ends the reading of a file at a limit. */
    private static final class Stop extends RuntimeException {
        private final transient Finding finding;

        Stop(Finding finding) {
            super(finding.fault().name(), null, false, false);
            this.finding = finding;
        }
    }
}
