package org.sanhao.server.xlsx;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.workers.Workers;

/**
 * Writes a table while it is being read from somewhere: rows leave the memory every few hundred. Texts are texts: what
 * begins with = + - @ stays what it is, because no cell is ever written as a formula.
 */
public final class XlsxWriter implements AutoCloseable {
    private static final int FLUSH = 500;
    private static final int PIECE = 50;
    private static final int LONGEST = 32_767;

    private final Workbook book;
    private @Nullable Worksheet sheet;
    private int row;

    public XlsxWriter(OutputStream out) {
        book = new Workbook(out, "Sanhao", "1.0");
    }

    /**
     * Begins a sheet; the one before is finished.
     *
     * @param widths of the columns in characters
     */
    public XlsxWriter sheet(String name, List<String> headers, List<Integer> widths) {
        finishSheet();
        var fresh = book.newWorksheet(name);
        for (int i = 0; i < widths.size(); i++) {
            fresh.width(i, widths.get(i));
        }
        fresh.freezePane(0, 1);
        for (int i = 0; i < headers.size(); i++) {
            fresh.inlineString(0, i, headers.get(i));
            fresh.style(0, i).bold().fillColor("EAEEEC").set();
        }
        sheet = fresh;
        row = 1;
        return this;
    }

    /** Adds a row; null and nothing leave the cell empty, whole numbers stay numbers. */
    public void row(List<? extends @Nullable Object> cells) {
        if (sheet == null) {
            throw new IllegalStateException("no sheet begun");
        }
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            if (cell instanceof Integer || cell instanceof Long) {
                sheet.value(row, i, (Number) cell);
            } else if (cell != null && !cell.toString().isEmpty()) {
                sheet.inlineString(row, i, printable(cell.toString()));
            }
        }
        row++;
        if (row % PIECE == 0) {
            Workers.givePlace();
        }
        if (row % FLUSH == 0) {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        finishSheet();
        try {
            book.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void finishSheet() {
        if (sheet != null) {
            try {
                sheet.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            sheet = null;
        }
    }

    /** Without the control characters XML has no way to write. */
    private static String printable(String text) {
        var clean = text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')
                ? text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0D\\x0E-\\x1F]", " ")
                : text;
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }
}
