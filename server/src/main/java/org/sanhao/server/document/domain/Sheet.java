package org.sanhao.server.document.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanhao.server.document.domain.Template.Block;
import org.sanhao.server.document.domain.Template.Boxes;
import org.sanhao.server.document.domain.Template.Footnote;
import org.sanhao.server.document.domain.Template.Grid;
import org.sanhao.server.document.domain.Template.Heading;
import org.sanhao.server.document.domain.Template.Pairs;
import org.sanhao.server.document.domain.Template.Paragraph;

/** A form filled with facts: what both writers print. */
public record Sheet(String banner, String title, String subtitle, List<Part> parts) {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    public Sheet {
        parts = List.copyOf(parts);
    }

    /** A part, from top to bottom. */
    public sealed interface Part {}

    public record Line(String text) implements Part {}

    public record Text(String text) implements Part {}

    public record Small(String text) implements Part {}

    /** Rows of labels with their values. */
    public record Labelled(List<List<Value>> rows) implements Part {}

    public record Value(String label, String text) {}

    /** @param widths shares of the width, by column */
    public record Table(List<String> heads, List<Integer> widths, List<Boolean> centred, List<List<String>> rows)
            implements Part {}

    public record ToSign(int across, List<Template.Box> boxes) implements Part {}

    /**
     * Fills a template.
     *
     * @throws IllegalArgumentException for a place no fact belongs to
     */
    public static Sheet of(Template template, Facts facts) {
        return new Sheet(
                fill(template.banner(), facts),
                fill(template.title(), facts),
                fill(template.subtitle(), facts),
                template.blocks().stream().map(block -> part(block, facts)).toList());
    }

    private static Part part(Block block, Facts facts) {
        return switch (block) {
            case Heading(var text) -> new Line(fill(text, facts));
            case Paragraph(var text) -> new Text(fill(text, facts));
            case Footnote(var text) -> new Small(fill(text, facts));
            case Pairs(var rows) ->
                new Labelled(rows.stream().map(row -> values(row, facts)).toList());
            case Grid(var rows, var columns) ->
                new Table(
                        columns.stream().map(Template.Column::title).toList(),
                        columns.stream().map(Template.Column::width).toList(),
                        columns.stream().map(Template.Column::centred).toList(),
                        facts.rows(rows).stream()
                                .map(row -> columns.stream()
                                        .map(column -> fill(column.value(), row))
                                        .toList())
                                .toList());
            case Boxes boxes -> new ToSign(boxes.across(), boxes(boxes, facts));
        };
    }

    private static List<Value> values(Map<String, String> row, Facts facts) {
        return row.entrySet().stream()
                .map(each -> new Value(each.getKey(), fill(each.getValue(), facts)))
                .toList();
    }

    private static List<Template.Box> boxes(Boxes boxes, Facts facts) {
        var filled = new ArrayList<Template.Box>();
        for (var row : boxes.rows() == null ? List.of(facts) : facts.rows(boxes.rows())) {
            for (var box : boxes.boxes()) {
                filled.add(new Template.Box(
                        fill(box.title(), row), fill(box.text(), row), fill(box.seal(), row), fill(box.sign(), row)));
            }
        }
        return filled;
    }

    private static String fill(String pattern, Facts facts) {
        return PLACE.matcher(pattern).replaceAll(place -> Matcher.quoteReplacement(facts.text(place.group(1))));
    }

    /** Every single thing the sheet says, by what it is called on it, for comparing two sheets. */
    Map<String, String> said() {
        var said = new LinkedHashMap<String, String>();
        say(said, "标题", title);
        say(said, "副标题", subtitle);
        for (var part : parts) {
            switch (part) {
                case Line(var text) -> say(said, "小标题", text);
                case Text(var text) -> say(said, "正文", text);
                case Small(var text) -> say(said, "附注", text);
                case Labelled(var rows) ->
                    rows.forEach(row -> row.forEach(value -> say(said, value.label(), value.text())));
                case Table table -> sayTable(said, table);
                case ToSign(var across, var boxes) ->
                    boxes.forEach(box -> say(said, "签字栏「" + box.title() + "」", box.text() + box.seal() + box.sign()));
            }
        }
        return said;
    }

    private static void sayTable(Map<String, String> said, Table table) {
        for (var row : table.rows()) {
            for (int i = 1; i < row.size(); i++) {
                say(said, row.getFirst() + " " + table.heads().get(i), row.get(i));
            }
        }
    }

    /** The same name a second time is another thing. */
    private static void say(Map<String, String> said, String name, String text) {
        var free = name;
        for (int n = 2; said.containsKey(free); n++) {
            free = name + "（" + n + "）";
        }
        said.put(free, text);
    }
}
