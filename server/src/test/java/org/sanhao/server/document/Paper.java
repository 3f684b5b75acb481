package org.sanhao.server.document;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

/** Printed, signed, photographed. */
final class Paper {
    private Paper() {}

    /** The first page as a photo, lying aslant by so many degrees. */
    static byte[] photo(byte[] pdf, double degrees) {
        try (var document = Loader.loadPDF(pdf)) {
            return jpeg(turned(new PDFRenderer(document).renderImageWithDPI(0, 130), degrees));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String textOf(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A photo on which there is nothing to read. */
    static byte[] blank(int shade) {
        var image = new BufferedImage(800, 1100, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(shade, shade, shade));
        pen.fillRect(0, 0, 800, 1100);
        pen.dispose();
        return jpeg(image);
    }

    /** A photo with the code of something else. */
    static byte[] coded(String text) {
        var modules = org.sanhao.server.http.QrCode.modules(text);
        var image = new BufferedImage(800, 1100, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 800, 1100);
        pen.setColor(Color.BLACK);
        for (int y = 0; y < modules.length; y++) {
            for (int x = 0; x < modules.length; x++) {
                if (modules[y][x]) {
                    pen.fillRect(200 + 8 * x, 200 + 8 * y, 8, 8);
                }
            }
        }
        pen.dispose();
        return jpeg(image);
    }

    private static BufferedImage turned(BufferedImage page, double degrees) {
        int edge = (int) Math.hypot(page.getWidth(), page.getHeight()) + 20;
        var image = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0x6B4A2F));
        pen.fillRect(0, 0, edge, edge);
        pen.rotate(Math.toRadians(degrees), edge / 2.0, edge / 2.0);
        pen.drawImage(page, (edge - page.getWidth()) / 2, (edge - page.getHeight()) / 2, null);
        pen.dispose();
        return image;
    }

    private static byte[] jpeg(BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return out.toByteArray();
    }
}
