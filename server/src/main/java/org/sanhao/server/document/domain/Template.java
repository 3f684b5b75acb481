package org.sanhao.server.document.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A form as it is described: blocks with the Chinese words in them and {@code {fact}} where a fact belongs.
 *
 * @param name of the form, for lists and refusals: 审批单
 * @param banner marks over the title, such as that the standard is a sample
 * @param progress facts that tell how far the matter has come; they change without making a signed paper wrong
 */
public record Template(
        String form,
        String name,
        String banner,
        String title,
        String subtitle,
        Set<String> progress,
        List<Block> blocks) {
    public Template {
        progress = Set.copyOf(progress);
        blocks = List.copyOf(blocks);
    }

    /** A part of a form, from top to bottom. */
    public sealed interface Block {}

    /** A line that opens a part: 一、自评结果. */
    public record Heading(String text) implements Block {}

    /** Running text. */
    public record Paragraph(String text) implements Block {}

    /** Small print. */
    public record Footnote(String text) implements Block {}

    /** Labels with their values, as many pairs beside each other as a row has. */
    public record Pairs(List<Map<String, String>> rows) implements Block {
        public Pairs {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A table with a row for each of a list of facts.
     *
     * @param rows the list
     */
    public record Grid(String rows, List<Column> columns) implements Block {
        public Grid {
            columns = List.copyOf(columns);
        }
    }

    /** @param width share of the table's width */
    public record Column(String title, String value, int width, boolean centred) {}

    /**
     * Boxes to sign and seal in.
     *
     * @param rows a list that gives one box each, null for the boxes as they stand
     * @param across how many stand beside each other
     */
    public record Boxes(@Nullable String rows, int across, List<Box> boxes) implements Block {
        public Boxes {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * @param title what is decided here, or by whom
     * @param text what stands in it already
     * @param seal where the seal goes: （单位公章）; empty for none
     * @param sign the line to sign on: 负责人：
     */
    public record Box(String title, String text, String seal, String sign) {}
}
