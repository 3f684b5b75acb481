package org.sanhao.bench.xlsx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.sanhao.bench.Measure;
import org.sanhao.bench.Result;

/**
 * A workbook of 1,000,000 rows and 20 columns, with more than a million texts shared the way office programs do, read and
 * written by the whole server with a heap of 256 MB. Reach: it does, within two minutes. The rival is the usual library,
 * which keeps the shared texts in memory, in this process with four times the heap.
 */
public final class XlsxBench implements Measure {
    private static final double REACH_SECONDS = 120;
    private static final String HEAP = "-Xmx256m";

    @Override
    public Result run() throws Exception {
        int rows = Integer.getInteger("bench.rows", 1_000_000);
        var scratch = Files.createTempDirectory(Files.createDirectories(Path.of(".sanhao")), "bench-xlsx-")
                .toAbsolutePath();
        try {
            var file = scratch.resolve("in.xlsx");
            OfficeFile.write(file, rows);
            System.err.printf("xlsx: %,d rows, %,d bytes%n", rows, Files.size(file));
            var ours = inLittleMemory(file, rows, scratch.resolve("out.xlsx"));
            System.err.printf(Locale.ROOT, "  in %.1f s, out %.1f s, %s%n", ours.get(0), ours.get(1), HEAP);
            double rivalIn = read(file, rows);
            double rivalOut = write(scratch.resolve("rival.xlsx"), rows);
            System.err.printf(Locale.ROOT, "  rival: in %.1f s, out %.1f s%n", rivalIn, rivalOut);
            return Result.atMost("xlsx", ours.get(0) + ours.get(1), "s", REACH_SECONDS, rivalIn + rivalOut);
        } finally {
            try (var all = Files.walk(scratch)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static List<Double> inLittleMemory(Path in, int rows, Path out) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path")));
        var loader = System.getProperty("loader.path");
        if (loader == null) {
            command.add(AtWork.class.getName());
        } else {
            command.addAll(List.of(
                    "-Dloader.path=" + loader,
                    "-Dloader.main=" + AtWork.class.getName(),
                    "org.springframework.boot.loader.launch.PropertiesLauncher"));
        }
        command.addAll(List.of(in.toString(), Integer.toString(rows), out.toString()));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("not within " + HEAP + ": " + said);
        }
        return java.util.Arrays.stream(
                        said.substring(said.lastIndexOf('\n') + 1).split(" ", -1))
                .map(Double::valueOf)
                .toList();
    }

    private static double read(Path file, int rows) throws IOException {
        long start = System.nanoTime();
        long cells = 0;
        try (var book = new ReadableWorkbook(file.toFile());
                var lines = book.getFirstSheet().openStream()) {
            cells = lines.mapToLong(line -> line.getCells(0, OfficeFile.COLUMNS).size())
                    .sum();
        }
        if (cells != (long) rows * OfficeFile.COLUMNS) {
            throw new IllegalStateException(cells + " cells");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double write(Path file, int rows) throws IOException {
        long start = System.nanoTime();
        try (var stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                var book = new Workbook(stream, "Rival", "1.0")) {
            var sheet = book.newWorksheet(OfficeFile.SHEET);
            for (int row = 0; row < rows; row++) {
                int column = 0;
                for (var cell : AtWork.row(row)) {
                    if (cell instanceof Integer number) {
                        sheet.value(row, column++, number);
                    } else {
                        sheet.value(row, column++, cell.toString());
                    }
                }
                if (row % 500 == 499) {
                    sheet.flush();
                }
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
