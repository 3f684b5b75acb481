package org.sanhao.server.document.read;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sanhao.server.document.domain.CopyLink;

/**
 * Finds the QR codes of a picture of paper: photographed aslant, photocopied, small, noisy. Tries what is quick first, and
 * turns and enlarges only when that did not do. Only for the workers' pool: a hard picture takes seconds.
 */
public final class CodeReader {
    private static final Map<DecodeHintType, Object> HINTS = Map.of(DecodeHintType.TRY_HARDER, true);
    private static final List<Function<LuminanceSource, Binarizer>> INKS =
            List.of(HybridBinarizer::new, GlobalHistogramBinarizer::new);
    private static final double[] EDGES = {1600, 1000, 3000, 700};
    private static final int[] TURNS = {0, 10, -10, 25, -25, 45};
    /** Where parts of a picture begin that are looked at nearer: half of it wide and high, the upper right first. */
    private static final double[][] PARTS = {
        {0.5, 0}, {0.25, 0}, {0, 0}, {0.5, 0.25}, {0.25, 0.25}, {0, 0.25}, {0.5, 0.5}, {0.25, 0.5}, {0, 0.5}
    };

    private final Set<String> found = new LinkedHashSet<>();

    private CodeReader() {}

    /** The texts of all codes found; ends with the first that is a printed form's. */
    public static Set<String> read(BufferedImage picture) {
        var reader = new CodeReader();
        reader.search(picture);
        return reader.found;
    }

    /** The one of them that is a printed form's. */
    public static Optional<CopyLink> link(Set<String> texts) {
        return texts.stream().map(CopyLink::in).flatMap(Optional::stream).findFirst();
    }

    private void search(BufferedImage picture) {
        for (double edge : EDGES) {
            if (look(scaled(picture, edge))) {
                return;
            }
        }
        for (var part : PARTS) {
            if (look(scaled(cut(picture, part), 1800))) {
                return;
            }
        }
        var soft = softened(scaled(picture, 1600));
        for (int turn : TURNS) {
            if (look(turned(soft, turn))) {
                return;
            }
        }
        for (var part : PARTS) {
            var near = softened(scaled(cut(picture, part), 1800));
            if (look(near) || look(turned(near, 15)) || look(turned(near, -15))) {
                return;
            }
        }
    }

    private boolean look(BufferedImage image) {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        var source = new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
        for (var ink : INKS) {
            var bitmap = new BinaryBitmap(ink.apply(source));
            if (one(bitmap) || several(bitmap)) {
                return true;
            }
        }
        return false;
    }

    private boolean one(BinaryBitmap bitmap) {
        try {
            found.add(new QRCodeReader().decode(bitmap, HINTS).getText());
        } catch (ReaderException none) {
            return false;
        }
        return link(found).isPresent();
    }

    /** Beside ours there may be others: of a chat, of a package. */
    private boolean several(BinaryBitmap bitmap) {
        try {
            for (var result : new QRCodeMultiReader().decodeMultiple(bitmap, HINTS)) {
                found.add(result.getText());
            }
        } catch (ReaderException none) {
            return false;
        }
        return link(found).isPresent();
    }

    private static BufferedImage scaled(BufferedImage image, double edge) {
        double scale = Math.min(3, edge / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = drawn.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(image, 0, 0, width, height, null);
        pen.dispose();
        return drawn;
    }

    private static BufferedImage cut(BufferedImage image, double[] part) {
        int x = (int) (part[0] * image.getWidth());
        int y = (int) (part[1] * image.getHeight());
        return image.getSubimage(x, y, Math.max(1, image.getWidth() / 2), Math.max(1, image.getHeight() / 2));
    }

    /** Takes the grain out of a photocopy: each dot becomes the mean of nine. */
    private static BufferedImage softened(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] from = image.getRGB(0, 0, width, height, null, 0, width);
        int[] grey = new int[from.length];
        for (int i = 0; i < from.length; i++) {
            grey[i] = ((from[i] >> 16 & 0xFF) + 2 * (from[i] >> 8 & 0xFF) + (from[i] & 0xFF)) / 4;
        }
        int[] to = new int[from.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sum = 0;
                int count = 0;
                for (int dy = Math.max(0, y - 1); dy <= Math.min(height - 1, y + 1); dy++) {
                    for (int dx = Math.max(0, x - 1); dx <= Math.min(width - 1, x + 1); dx++) {
                        sum += grey[dy * width + dx];
                        count++;
                    }
                }
                int mean = sum / count;
                to[y * width + x] = mean << 16 | mean << 8 | mean;
            }
        }
        var soft = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        soft.setRGB(0, 0, width, height, to, 0, width);
        return soft;
    }

    private static BufferedImage turned(BufferedImage image, int degrees) {
        if (degrees == 0) {
            return image;
        }
        double angle = Math.toRadians(degrees);
        double sin = Math.abs(Math.sin(angle));
        double cos = Math.abs(Math.cos(angle));
        int width = (int) Math.ceil(image.getWidth() * cos + image.getHeight() * sin);
        int height = (int) Math.ceil(image.getHeight() * cos + image.getWidth() * sin);
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = drawn.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.translate(width / 2.0, height / 2.0);
        pen.rotate(angle);
        pen.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        pen.drawImage(image, 0, 0, null);
        pen.dispose();
        return drawn;
    }
}
