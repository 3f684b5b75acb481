package org.sanhao.server.evidence;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;

/** Files as people bring them, and files as nobody should. */
public final class Samples {
    private static final String WORD =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private static final String TABLE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    private Samples() {}

    public static byte[] jpeg(int width, int height, int seed) {
        return picture("jpg", width, height, seed);
    }

    public static byte[] png() {
        return picture("png", 40, 30, 1);
    }

    private static byte[] picture(String format, int width, int height, int seed) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(seed * 7919 & 0xFFFFFF));
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.WHITE);
        pen.fillRect(width / 8, height / 8, width / 4, height / 4);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A photo with what a phone writes beside it: day, position, and which way is up. */
    public static byte[] photo(String taken, int orientation) {
        var plain = jpeg(80, 40, 5);
        var exif = exif(taken, orientation);
        return ByteBuffer.allocate(plain.length + exif.length)
                .put(plain, 0, 2)
                .put(exif)
                .put(plain, 2, plain.length - 2)
                .array();
    }

    private static byte[] exif(String taken, int orientation) {
        var tiff = ByteBuffer.allocate(200);
        tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 3);
        entry(tiff, 0x0112, 3, 1, orientation << 16);
        entry(tiff, 0x8769, 4, 1, 60);
        entry(tiff, 0x8825, 4, 1, 120);
        tiff.position(60);
        tiff.putShort((short) 1);
        entry(tiff, 0x9003, 2, 20, 90);
        tiff.position(90);
        tiff.put((taken + " 10:11:12\0").getBytes(StandardCharsets.US_ASCII));
        tiff.position(120);
        tiff.putShort((short) 1);
        entry(tiff, 1, 2, 2, 'N' << 24);
        var segment = ByteBuffer.allocate(4 + 6 + 200);
        segment.put((byte) 0xFF).put((byte) 0xE1).putShort((short) (2 + 6 + 200));
        segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
        return segment.array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    public static byte[] webp() {
        return Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    }

    public static byte[] heic() {
        var head = ByteBuffer.allocate(44);
        head.putInt(24).put("ftypheic".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        head.put("mif1heic".getBytes(StandardCharsets.US_ASCII));
        head.putInt(12).put("meta".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        head.putInt(8).put("mdat".getBytes(StandardCharsets.US_ASCII));
        return head.array();
    }

    /** Changes a document before it is written. */
    public interface PdfChange {
        void to(PDDocument document) throws IOException;
    }

    public static byte[] pdf(int pages) {
        return pdf(pages, document -> {});
    }

    public static byte[] pdf(int pages, PdfChange change) {
        try (var document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                document.addPage(new PDPage());
            }
            change.to(document);
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] pdfWithScript() {
        return pdf(1, document -> document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")));
    }

    public static byte[] pdfThatLaunches() {
        return pdf(1, document -> document.getDocumentCatalog().setOpenAction(new PDActionLaunch()));
    }

    public static byte[] pdfWithAttachment() {
        return pdf(1, document -> {
            var spec = new COSDictionary();
            spec.setItem(COSName.TYPE, COSName.getPDFName("Filespec"));
            spec.setItem(COSName.EF, new COSDictionary());
            document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), spec);
        });
    }

    public static byte[] pdfUnderPassword(String password) {
        return pdf(1, document -> {
            var policy = new StandardProtectionPolicy("owner", password, new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
        });
    }

    public static Map<String, byte[]> docxParts() {
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put("[Content_Types].xml", types("/word/document.xml", WORD));
        parts.put("_rels/.rels", text("<Relationships xmlns=\"r\"/>"));
        parts.put("word/document.xml", text("<w:document xmlns:w=\"w\"><w:body/></w:document>"));
        return parts;
    }

    public static Map<String, byte[]> xlsxParts() {
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put("[Content_Types].xml", types("/xl/workbook.xml", TABLE));
        parts.put("xl/workbook.xml", text("<workbook xmlns=\"x\"/>"));
        parts.put("xl/worksheets/sheet1.xml", text("<worksheet xmlns=\"x\"/>"));
        return parts;
    }

    public static byte[] docx() {
        return zip(docxParts());
    }

    public static byte[] xlsx() {
        return zip(xlsxParts());
    }

    public static byte[] docxWith(String part, byte[] content) {
        var parts = docxParts();
        parts.put(part, content);
        return zip(parts);
    }

    public static byte[] xlsxWith(String part, byte[] content) {
        var parts = xlsxParts();
        parts.put(part, content);
        return zip(parts);
    }

    public static byte[] types(String part, String type) {
        return text(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\""
                        + part + "\" ContentType=\"" + type + "\"/></Types>");
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] zip(Map<String, byte[]> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Two entries of one name, which the ordinary writer refuses to make. */
    public static byte[] zipWithTwins() {
        var parts = docxParts();
        parts.put("word/documenT.xml", text("<other/>"));
        return zip(parts);
    }

    /** A part that unfolds to {@code megabytes} of nothing. */
    public static byte[] bomb(int megabytes) {
        return xlsxWith("xl/sharedStrings.xml", text("<a>" + " ".repeat(megabytes << 20) + "</a>"));
    }

    /** Several directory entries over the same bytes: small on the line, huge when unfolded. */
    public static byte[] overlapping() {
        var crc = new CRC32();
        var content = text("<a/>");
        crc.update(content);
        var out = ByteBuffer.allocate(4096).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        var name = text("[Content_Types].xml");
        local(out, name, content, (int) crc.getValue());
        int directory = out.position();
        for (int i = 0; i < 3; i++) {
            var alias = i == 0 ? name : text("part" + i + ".xml");
            out.putInt(0x02014b50)
                    .putShort((short) 20)
                    .putShort((short) 20)
                    .putShort((short) 0)
                    .putShort((short) 0);
            out.putInt(0).putInt((int) crc.getValue()).putInt(content.length).putInt(content.length);
            out.putShort((short) alias.length)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0);
            out.putShort((short) 0).putInt(0).putInt(0).put(alias);
        }
        int size = out.position() - directory;
        out.putInt(0x06054b50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 3)
                .putShort((short) 3);
        out.putInt(size).putInt(directory).putShort((short) 0);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void local(ByteBuffer out, byte[] name, byte[] content, int crc) {
        out.putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(crc);
        out.putInt(content.length)
                .putInt(content.length)
                .putShort((short) name.length)
                .putShort((short) 0);
        out.put(name).put(content);
    }

    public static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
