package org.sanhao.server.document.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanhao.server.document.domain.CopyLink;
import org.sanhao.server.document.domain.Sheet;
import org.sanhao.server.document.render.PdfWriter;
import org.sanhao.server.document.service.Forms;

/** Paper as it comes back: turned, photocopied, small, noisy, aslant, stamped. */
class CodeReaderTest {
    private static byte[] pdf;

    @BeforeAll
    static void a_printed_form() throws IOException {
        var form = Forms.signOff("石桥镇卫生院 · 同意基本标准", 1);
        pdf = PdfWriter.write(Sheet.of(form.template(), form.facts()), Forms.imprint(1));
    }

    private static BufferedImage scanned(float dots) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, dots);
        }
    }

    private static BufferedImage drawn(BufferedImage from, int width, int height, AffineTransform how, Color desk) {
        var to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = to.createGraphics();
        pen.setColor(desk);
        pen.fillRect(0, 0, width, height);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(from, how, null);
        pen.dispose();
        return to;
    }

    /** Lies on a brown desk, turned. */
    private static BufferedImage turned(BufferedImage from, double degrees) {
        int edge = (int) Math.hypot(from.getWidth(), from.getHeight()) + 40;
        var how = AffineTransform.getTranslateInstance(edge / 2.0, edge / 2.0);
        how.rotate(Math.toRadians(degrees));
        how.translate(-from.getWidth() / 2.0, -from.getHeight() / 2.0);
        return drawn(from, edge, edge, how, new Color(0x6B4A2F));
    }

    /** A copy of a copy: coarse black and white with dust. */
    private static BufferedImage photocopied(BufferedImage from, double dust, long seed) {
        var random = new Random(seed);
        var to = new BufferedImage(from.getWidth(), from.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < from.getHeight(); y++) {
            for (int x = 0; x < from.getWidth(); x++) {
                boolean dark = (from.getRGB(x, y) & 0xFF) < 150;
                boolean wrong = random.nextDouble() < dust;
                to.setRGB(x, y, dark != wrong ? 0x101010 : 0xF2F2F2);
            }
        }
        return to;
    }

    /** Dim light that falls off to one side, grain, and a phone's compression. */
    private static BufferedImage photographed(BufferedImage from, int grain, long seed) throws IOException {
        var random = new Random(seed);
        var to = new BufferedImage(from.getWidth(), from.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < from.getHeight(); y++) {
            for (int x = 0; x < from.getWidth(); x++) {
                double light = 0.85 - 0.45 * x / from.getWidth();
                int value = (int) ((from.getRGB(x, y) >> 8 & 0xFF) * light + random.nextGaussian() * grain);
                int grey = Math.clamp(value, 0, 255);
                to.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0.35f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(to, null, null), how);
        }
        return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static void isRead(BufferedImage picture) {
        assertThat(CodeReader.read(picture)).contains(Forms.LINK);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 3, 8, -8, 17, 30, 45, 90, 137, 180, 271})
    void paper_may_lie_at_any_angle(double degrees) throws IOException {
        isRead(turned(scanned(150), degrees));
    }

    @ParameterizedTest
    @ValueSource(floats = {72, 80, 100, 200, 400})
    void a_coarse_scan_does_as_well_as_a_fine_one(float dots) throws IOException {
        isRead(scanned(dots));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.005, 0.02, 0.05})
    void a_photocopy_at_eight_degrees_is_read(double dust) throws IOException {
        isRead(photocopied(turned(scanned(150), 8), dust, 7));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 15, 30})
    void a_photo_in_bad_light_is_read(int grain) throws IOException {
        isRead(photographed(turned(scanned(150), -6), grain, 11));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.08, 0.15, -0.2})
    void paper_photographed_aslant_is_read(double skew) throws IOException {
        var page = scanned(150);
        var how = AffineTransform.getTranslateInstance(400, 300);
        how.shear(skew, skew / 3);
        how.scale(1, 0.85);
        isRead(drawn(page, page.getWidth() + 1000, page.getHeight() + 600, how, Color.GRAY));
    }

    @Test
    void a_small_sheet_on_a_large_photo_is_read() throws IOException {
        var how = AffineTransform.getTranslateInstance(1500, 900);
        isRead(drawn(scanned(110), 3000, 2250, how, new Color(0x556655)));
    }

    @Test
    void a_red_stamp_over_a_corner_of_the_code_is_no_harm() throws IOException {
        var page = scanned(150);
        var pen = page.createGraphics();
        pen.setColor(new Color(0xB0, 0x20, 0x20));
        pen.setStroke(new java.awt.BasicStroke(5));
        pen.drawOval(page.getWidth() - 330, 110, 190, 190);
        pen.dispose();
        isRead(page);
    }

    @Test
    void the_code_of_a_chat_beside_ours_does_not_mislead() throws IOException {
        var page = scanned(150);
        var other = org.sanhao.server.http.QrCode.modules("https://u.example.cn/chat/group");
        for (int y = 0; y < other.length * 6; y++) {
            for (int x = 0; x < other.length * 6; x++) {
                page.setRGB(200 + x, 1300 + y, other[y / 6][x / 6] ? 0 : 0xFFFFFF);
            }
        }
        assertThat(CodeReader.link(CodeReader.read(page)).map(CopyLink::token)).contains("7K3M9QXW2B5T");
    }

    @Test
    void where_there_is_no_code_none_is_found() throws IOException {
        var page = scanned(100);
        var pen = page.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(page.getWidth() / 2, 0, page.getWidth() / 2, 220);
        pen.dispose();
        assertThat(CodeReader.read(page)).isEmpty();
    }

    @Test
    void only_codes_of_printed_forms_are_taken_for_such() {
        assertThat(CopyLink.in("https://a.example/d/7K3M9QXW2B5T/4e9d71c0")).isPresent();
        assertThat(CopyLink.in("https://a.example/d/7K3M9QXW2B5I/4e9d71c0")).isEmpty();
        assertThat(CopyLink.in("https://a.example/d/7K3M9QXW2B5T/4e9d71c0/x")).isEmpty();
        assertThat(CopyLink.in("7K3M9QXW2B5T")).isEmpty();
    }
}
