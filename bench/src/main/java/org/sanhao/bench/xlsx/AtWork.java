package org.sanhao.bench.xlsx;

import java.io.BufferedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import org.sanhao.bench.Ground;
import org.sanhao.server.xlsx.XlsxReader;
import org.sanhao.server.xlsx.XlsxWriter;

/** Runs in a process of its own with the memory promised: the whole server stands while the workbook passes through. */
public final class AtWork {
    private AtWork() {}

    /** Arguments: the file to read, its rows, the file to write. Prints seconds in and out. */
    static void main(String[] args) throws Exception {
        var in = Path.of(args[0]);
        int rows = Integer.parseInt(args[1]);
        var out = Path.of(args[2]);
        try (var ground = Ground.make()) {
            long start = System.nanoTime();
            var cells = new long[1];
            try (var reader = XlsxReader.open(in, Objects.requireNonNull(out.getParent()))) {
                reader.read(
                        OfficeFile.SHEET, rows, row -> cells[0] += row.cells().size());
            }
            if (cells[0] != (long) rows * OfficeFile.COLUMNS) {
                throw new IllegalStateException(cells[0] + " cells");
            }
            long read = System.nanoTime();
            try (var stream = new BufferedOutputStream(Files.newOutputStream(out), 1 << 16);
                    var writer = new XlsxWriter(stream)) {
                writer.sheet(
                        OfficeFile.SHEET,
                        Collections.nCopies(OfficeFile.COLUMNS, "栏"),
                        Collections.nCopies(OfficeFile.COLUMNS, 12));
                for (int row = 0; row < rows; row++) {
                    writer.row(row(row));
                }
            }
            long written = System.nanoTime();
            System.out.printf(Locale.ROOT, "%.2f %.2f%n", (read - start) / 1e9, (written - read) / 1e9);
        }
        System.exit(0);
    }

    static ArrayList<Object> row(int number) {
        var cells = new ArrayList<Object>(OfficeFile.COLUMNS);
        for (int column = 0; column < OfficeFile.COLUMNS; column++) {
            cells.add(column < 12 ? "材料" + (column == 0 ? number : number * 31 % 5_000) : (Object) (number % 100_003));
        }
        return cells;
    }
}
