package org.sanhao.server.evidence.inspect;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.sanhao.server.evidence.FileKind;

/**
 * Draws pictures of files anew: what a browser is shown was written by us, byte by byte, and holds nothing but pixels.
 * Only for the workers' pool: it computes for long and takes memory.
 */
public final class Drawing {
    private static final int MOST_MEMORY_PIXELS = 16_000_000;

    private Drawing() {}

    /**
     * A picture of the file, no wider and no higher than {@code edge} pixels, as JPEG without any other data.
     *
     * @param page from 0; photos have one
     * @return empty when this kind is not drawn, there is no such page, or the file defies drawing
     */
    public static Optional<byte[]> draw(FileKind kind, SeekableByteChannel channel, int page, int edge)
            throws IOException {
        try {
            return switch (kind) {
                case JPEG -> page == 0 ? photo(channel, edge, Pictures.turns(new Bytes(channel))) : Optional.empty();
                case PNG, WEBP -> page == 0 ? photo(channel, edge, 0) : Optional.empty();
                case PDF -> page(channel, page, edge);
                case HEIC, DOCX, XLSX -> Optional.empty();
            };
        } catch (org.sanhao.server.evidence.vault.Tampered broken) {
            throw broken;
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError undrawable) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> photo(SeekableByteChannel channel, int edge, int turns) throws IOException {
        channel.position(0);
        // Held in memory on purpose: a cache file would be the photo in the clear.
        try (ImageInputStream in = new MemoryCacheImageInputStream(Channels.newInputStream(channel))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                var how = reader.getDefaultReadParam();
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                int step = Math.max(1, Math.min(reader.getWidth(0), reader.getHeight(0)) / (edge * 2));
                while (pixels / ((long) step * step) > MOST_MEMORY_PIXELS) {
                    step++;
                }
                how.setSourceSubsampling(step, step, 0, 0);
                return Optional.of(jpeg(fitted(turned(reader.read(0, how), turns), edge)));
            } finally {
                reader.dispose();
            }
        }
    }

    private static Optional<byte[]> page(SeekableByteChannel channel, int page, int edge) throws IOException {
        try (var document = PdfLook.open(channel)) {
            if (page < 0 || page >= document.getNumberOfPages()) {
                return Optional.empty();
            }
            var box = document.getPage(page).getCropBox();
            float scale = Math.min(edge / Math.max(1, box.getWidth()), edge / Math.max(1, box.getHeight()));
            var renderer = new PDFRenderer(document);
            renderer.setSubsamplingAllowed(true);
            return Optional.of(jpeg(fitted(renderer.renderImage(page, Math.min(scale, 4), ImageType.RGB), edge)));
        }
    }

    private static BufferedImage turned(BufferedImage image, int turns) {
        if (turns == 0) {
            return image;
        }
        boolean lies = turns % 2 == 1;
        int width = lies ? image.getHeight() : image.getWidth();
        int height = lies ? image.getWidth() : image.getHeight();
        var upright = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = upright.createGraphics();
        pen.translate(width / 2.0, height / 2.0);
        pen.rotate(turns * Math.PI / 2);
        pen.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        pen.drawRenderedImage(image, new AffineTransform());
        pen.dispose();
        return upright;
    }

    private static BufferedImage fitted(BufferedImage image, int edge) {
        double scale = Math.min(1, (double) edge / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = drawn.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawRenderedImage(
                image,
                AffineTransform.getScaleInstance(
                        (double) width / image.getWidth(), (double) height / image.getHeight()));
        pen.dispose();
        return drawn;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0.82f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
