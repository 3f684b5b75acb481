package org.sanhao.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the tab-separated files of the demo; its first line says what it is, the second names the columns. */
final class DemoTable {
    private DemoTable() {}

    /** A row by column name. */
    record Row(Map<String, String> cells) {

        /** The cell's text; an empty cell is an error of the file. */
        String text(String column) {
            return optional(column)
                    .orElseThrow(() -> new IllegalStateException("empty cell " + column + " in " + cells));
        }

        Optional<String> optional(String column) {
            var value = cells.get(column);
            return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
        }
    }

    static List<Row> read(String name) {
        try (var stream = DemoTable.class.getResourceAsStream("/demo/" + name + ".tsv")) {
            if (stream == null) {
                throw new IllegalStateException("no demo file " + name);
            }
            var lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            var columns = lines.get(1).split("\t", -1);
            var rows = new ArrayList<Row>(lines.size());
            for (var line : lines.subList(2, lines.size())) {
                var values = line.split("\t", -1);
                var cells = new HashMap<String, String>();
                for (int i = 0; i < columns.length; i++) {
                    cells.put(columns[i], i < values.length ? values[i] : "");
                }
                rows.add(new Row(cells));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
