package org.sanhao.server.xlsx;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;

/**
 * Reads an xlsx file somebody sent, sheet by sheet, row by row. Never resolves an entity, never trusts a length the file
 * claims, and keeps nothing of a row once it was handed on.
 *
 * <p>Everything refuses with RefusedException: FILE_NOT_XLSX, FILE_SUSPICIOUS, SHEET_TOO_LONG.
 */
public final class XlsxReader implements AutoCloseable {
    /** More columns than any table of ours, far fewer than an attacker's. */
    static final int COLUMNS = 200;

    /** What office programs allow in one cell. */
    static final int LONGEST_TEXT = 32_767;

    private static final long MOST_BYTES = 4L << 30;
    private static final int MOST_PARTS = 2_000;
    private static final XMLInputFactory XML = factory();

    private final ZipFile zip;
    private final Path folder;
    private final Guard.Budget budget = new Guard.Budget(MOST_BYTES);
    private final Map<String, String> sheets;
    private @Nullable SharedTexts texts;
    private boolean since1904;

    private XlsxReader(ZipFile zip, Path folder) throws IOException, XMLStreamException {
        this.zip = zip;
        this.folder = folder;
        if (zip.size() > MOST_PARTS) {
            throw suspicious();
        }
        if (zip.getEntry("[Content_Types].xml") == null || zip.getEntry("xl/workbook.xml") == null) {
            throw new RefusedException(Refusal.of(ErrorCode.FILE_NOT_XLSX));
        }
        this.sheets = sheets();
    }

    /**
     * Opens a file.
     *
     * @param folder where the shared texts are kept while the reader is open
     */
    public static XlsxReader open(Path file, Path folder) {
        try (var start = Files.newInputStream(file)) {
            var magic = start.readNBytes(4);
            if (magic.length < 4 || magic[0] != 'P' || magic[1] != 'K' || magic[2] != 3 || magic[3] != 4) {
                throw new RefusedException(Refusal.of(ErrorCode.FILE_NOT_XLSX));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            return new XlsxReader(zip, folder);
        } catch (ZipException notReallyOne) {
            throw new RefusedException(Refusal.of(ErrorCode.FILE_NOT_XLSX));
        } catch (IOException | XMLStreamException | RuntimeException e) {
            closeQuietly(zip);
            throw refused(e);
        }
    }

    /** Takes one row after the other. */
    @FunctionalInterface
    public interface Sink {
        void row(XlsxRow row);
    }

    /** The names of the sheets in their order. */
    public Set<String> sheetNames() {
        return sheets.keySet();
    }

    /** Whether days are counted from 1904 instead of 1900. */
    public boolean since1904() {
        return since1904;
    }

    /**
     * Hands on every row of a sheet that holds something.
     *
     * @param most refuses SHEET_TOO_LONG beyond so many
     * @throws IllegalArgumentException when there is no such sheet
     */
    public void read(String sheet, int most, Sink sink) {
        var part = sheets.get(sheet);
        if (part == null) {
            throw new IllegalArgumentException("no sheet " + sheet);
        }
        try {
            if (texts == null) {
                texts = sharedTexts();
            }
            var known = texts;
            parse(part, (xml, guard) -> new SheetParser(xml, guard, known, most, sink).run());
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw refused(e);
        }
    }

    @Override
    public void close() {
        try (zip) {
            if (texts != null) {
                texts.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Parser {
        void run(XMLStreamReader xml, Guard guard) throws XMLStreamException, IOException;
    }

    private void parse(String part, Parser parser) throws IOException, XMLStreamException {
        var entry = zip.getEntry(part);
        if (entry == null) {
            throw suspicious();
        }
        try (var guard = new Guard(
                new BufferedInputStream(zip.getInputStream(entry), 1 << 16), entry.getCompressedSize(), budget)) {
            var xml = XML.createXMLStreamReader(guard);
            parser.run(xml, guard);
            xml.close();
        }
    }

    private Map<String, String> sheets() throws IOException, XMLStreamException {
        var targets = new HashMap<String, String>();
        parse("xl/_rels/workbook.xml.rels", (xml, guard) -> {
            while (xml.hasNext()) {
                if (step(xml, guard) == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("Relationship")) {
                    targets.put(attribute(xml, "Id"), attribute(xml, "Target"));
                }
            }
        });
        var found = new LinkedHashMap<String, String>();
        parse("xl/workbook.xml", (xml, guard) -> {
            while (xml.hasNext()) {
                if (step(xml, guard) != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("sheet")) {
                    var target = targets.getOrDefault(attribute(xml, "id"), "");
                    found.put(attribute(xml, "name"), target.startsWith("/") ? target.substring(1) : "xl/" + target);
                } else if (xml.getLocalName().equals("workbookPr")) {
                    var flag = attribute(xml, "date1904");
                    since1904 = flag.equals("1") || flag.equals("true");
                }
            }
        });
        return found;
    }

    private SharedTexts sharedTexts() throws IOException, XMLStreamException {
        var writer = new SharedTexts.Writer(folder);
        try (writer) {
            if (zip.getEntry("xl/sharedStrings.xml") != null) {
                parse("xl/sharedStrings.xml", (xml, guard) -> {
                    var text = new StringBuilder();
                    while (xml.hasNext()) {
                        int event = step(xml, guard);
                        if (event == XMLStreamConstants.START_ELEMENT) {
                            switch (xml.getLocalName()) {
                                case "si" -> text.setLength(0);
                                case "t" -> collect(xml, guard, text);
                                case "rPh" -> skip(xml, guard);
                                default -> {}
                            }
                        } else if (event == XMLStreamConstants.END_ELEMENT
                                && xml.getLocalName().equals("si")) {
                            writer.add(text.toString());
                        }
                    }
                });
            }
        }
        return writer.done();
    }

    /** The next event; a document type is refused before anything it declares could matter. */
    static int step(XMLStreamReader xml, Guard guard) throws XMLStreamException {
        int event = xml.next();
        guard.mark();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw suspicious();
        }
        return event;
    }

    /** Adds the text up to the end of the element. */
    static void collect(XMLStreamReader xml, Guard guard, StringBuilder text) throws XMLStreamException {
        while (true) {
            int event = step(xml, guard);
            if (event == XMLStreamConstants.END_ELEMENT) {
                return;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                skip(xml, guard);
            } else if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                if (text.length() + xml.getTextLength() > LONGEST_TEXT) {
                    throw suspicious();
                }
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
    }

    /** Passes over the element that has just begun. */
    static void skip(XMLStreamReader xml, Guard guard) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = step(xml, guard);
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    /** An attribute by its local name, empty when absent. */
    static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    static RefusedException suspicious() {
        return new RefusedException(Refusal.of(ErrorCode.FILE_SUSPICIOUS));
    }

    /** Broken markup and broken packing are the file's fault; a full disk is not. */
    private static RuntimeException refused(Exception e) {
        if (e instanceof RefusedException no) {
            return no;
        }
        if (e instanceof XMLStreamException || e instanceof ZipException || e instanceof java.io.EOFException) {
            return suspicious();
        }
        return e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
    }

    private static void closeQuietly(@Nullable ZipFile zip) {
        if (zip != null) {
            try {
                zip.close();
            } catch (IOException ignored) {
                // The file is refused anyway.
            }
        }
    }

    private static XMLInputFactory factory() {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /** One sheet on its way through. */
    private static final class SheetParser {
        private final XMLStreamReader xml;
        private final Guard guard;
        private final SharedTexts texts;
        private final int most;
        private final Sink sink;
        private final StringBuilder text = new StringBuilder();
        private int line;
        private int rows;

        SheetParser(XMLStreamReader xml, Guard guard, SharedTexts texts, int most, Sink sink) {
            this.xml = xml;
            this.guard = guard;
            this.texts = texts;
            this.most = most;
            this.sink = sink;
        }

        void run() throws XMLStreamException {
            while (xml.hasNext()) {
                if (step(xml, guard) == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("row")) {
                    row();
                }
            }
        }

        private void row() throws XMLStreamException {
            var number = attribute(xml, "r");
            line = number.isEmpty() ? line + 1 : lineOf(number);
            var cells = new ArrayList<Cell>();
            boolean something = false;
            while (true) {
                int event = step(xml, guard);
                if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("row")) {
                    break;
                }
                if (event != XMLStreamConstants.START_ELEMENT
                        || !xml.getLocalName().equals("c")) {
                    continue;
                }
                var place = attribute(xml, "r");
                int column = place.isEmpty() ? cells.size() : columnOf(place);
                if (column < cells.size() || column >= COLUMNS) {
                    throw suspicious();
                }
                var cell = cell(attribute(xml, "t"));
                if (!cell.isEmpty()) {
                    while (cells.size() < column) {
                        cells.add(Cell.EMPTY);
                    }
                    cells.add(cell);
                    something = true;
                }
            }
            if (something) {
                if (++rows > most) {
                    throw new RefusedException(Refusal.of(ErrorCode.SHEET_TOO_LONG, most));
                }
                sink.row(new XlsxRow(line, List.copyOf(cells)));
            }
        }

        private Cell cell(String type) throws XMLStreamException {
            text.setLength(0);
            boolean formula = false;
            while (true) {
                int event = step(xml, guard);
                if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("c")) {
                    break;
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "f" -> {
                            formula = true;
                            skip(xml, guard);
                        }
                        case "v", "t" -> collect(xml, guard, text);
                        case "rPh" -> skip(xml, guard);
                        default -> {}
                    }
                }
            }
            if (formula) {
                return new Cell(Cell.Kind.FORMULA, text.toString());
            }
            return switch (type) {
                case "s" -> shared();
                case "str", "inlineStr", "d" -> text(text.toString());
                case "e" -> new Cell(Cell.Kind.ERROR, text.toString());
                case "b" -> text.isEmpty() ? Cell.EMPTY : new Cell(Cell.Kind.TEXT, text.charAt(0) == '1' ? "是" : "否");
                default -> text.isEmpty() ? Cell.EMPTY : new Cell(Cell.Kind.NUMBER, plain(text.toString()));
            };
        }

        private Cell shared() {
            try {
                var found = texts.get(Long.parseLong(text.toString()));
                if (found == null) {
                    throw suspicious();
                }
                return text(found);
            } catch (NumberFormatException notANumber) {
                throw suspicious();
            }
        }

        private static Cell text(String found) {
            return found.isBlank() ? Cell.EMPTY : new Cell(Cell.Kind.TEXT, found.strip());
        }

        private static int lineOf(String number) {
            if (number.length() > 8 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw suspicious();
            }
            return Integer.parseInt(number);
        }

        /** 0 for A1, 26 for AA1. */
        private static int columnOf(String place) {
            int column = 0;
            for (int i = 0; i < place.length() && place.charAt(i) >= 'A' && place.charAt(i) <= 'Z'; i++) {
                column = column * 26 + place.charAt(i) - 'A' + 1;
                if (column > COLUMNS) {
                    throw suspicious();
                }
            }
            return column - 1;
        }
    }

    /** A number in digits as a person would type them; what is no number stays as it is. */
    static String plain(String number) {
        if (number.length() > 40 || number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return number;
        }
        try {
            var value = new java.math.BigDecimal(number);
            return Math.abs(value.scale()) > 40
                    ? number
                    : value.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException notANumber) {
            return number;
        }
    }
}
