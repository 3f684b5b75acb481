package org.sanhao.server.document.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.sanhao.server.document.domain.Imprint;
import org.sanhao.server.document.domain.Sheet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a filled form as pdf, in Noto Serif SC with only the shapes it uses. Only for the workers' pool: reading a typeface
 * of 14 MB computes in one piece.
 */
public final class PdfWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PdfWriter.class);
    private static final String TYPEFACE = "/fonts/400Regular/NotoSerifSC_400Regular.ttf";

    private PdfWriter() {}

    public static byte[] write(Sheet sheet, Imprint imprint) throws IOException {
        try (var document = new PDDocument();
                InputStream bytes = Objects.requireNonNull(
                        PdfWriter.class.getResourceAsStream(TYPEFACE), "the typeface is not in the jar");
                var typeface = new TTFParser().parse(new RandomAccessReadBuffer(bytes))) {
            var font = PDType0Font.load(document, typeface, true);
            document.getDocumentInformation().setTitle(sheet.title() + " " + imprint.label());
            document.getDocumentCatalog().setLanguage("zh-CN");
            try (var pen = new PdfPen(document, font, typeface.getUnicodeCmapLookup())) {
                new PdfLayout(pen, imprint).draw(sheet);
                if (!pen.missing().isEmpty()) {
                    LOG.warn("form {}: the typeface has no shape for {}", imprint.number(), List.copyOf(pen.missing()));
                }
            }
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }
}
