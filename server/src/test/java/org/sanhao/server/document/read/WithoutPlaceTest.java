package org.sanhao.server.document.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

public class WithoutPlaceTest {
    private static final String PLACE = "N31.2304 E121.4737";

    /** The photo with what a phone adds: which way is up, and where it was taken. */
    public static byte[] tagged(byte[] jpeg, int orientation) {
        var place = PLACE.getBytes(StandardCharsets.US_ASCII);
        var body = ByteBuffer.allocate(6 + 8 + 2 + 24 + 4 + place.length)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putShort((short) 0x8825)
                .putShort((short) 4)
                .putInt(1)
                .putInt(38)
                .putInt(0)
                .put(place)
                .array();
        return ByteBuffer.allocate(jpeg.length + 4 + body.length)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (body.length + 2))
                .put(body)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static byte[] passed(byte[] bytes) throws IOException {
        try (var in = new WithoutPlace(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static BufferedImage noise() {
        var image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        var random = new Random(3);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 300; x++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        return image;
    }

    private static byte[] jpeg(boolean progressive) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var out = new ByteArrayOutputStream();
        try (var to = new MemoryCacheImageOutputStream(out)) {
            var how = writer.getDefaultWriteParam();
            if (progressive) {
                how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(to);
            writer.write(null, new IIOImage(noise(), null, null), how);
        }
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_photo_without_a_place_passes_byte_by_byte() throws IOException {
        assertThat(passed(jpeg(false))).isEqualTo(jpeg(false));
        assertThat(passed(jpeg(true))).as("in several scans").isEqualTo(jpeg(true));
    }

    @Test
    void where_a_photo_was_taken_goes_and_which_way_is_up_stays() throws IOException {
        var passed = passed(tagged(jpeg(true), 6));

        assertThat(text(tagged(jpeg(true), 6))).contains(PLACE);
        assertThat(text(passed)).doesNotContain(PLACE).contains("Exif");
        assertThat(passed).hasSize(jpeg(true).length + 36);
        assertThat(ImageIO.read(new ByteArrayInputStream(passed)).getWidth()).isEqualTo(300);
        assertThat(passed(tagged(jpeg(false), 1))).isEqualTo(jpeg(false));
    }

    @Test
    void what_hangs_behind_the_picture_does_not_come_along() throws IOException {
        var two = new ByteArrayOutputStream();
        two.write(jpeg(false));
        two.write(tagged(jpeg(false), 1));

        assertThat(passed(two.toByteArray())).isEqualTo(jpeg(false));
    }

    @Test
    void a_png_loses_the_camera_s_words_wherever_they_stand() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(noise(), "png", out);
        var plain = out.toByteArray();
        var place = PLACE.getBytes(StandardCharsets.US_ASCII);
        var chunk = ByteBuffer.allocate(12 + place.length)
                .putInt(place.length)
                .put("eXIf".getBytes(StandardCharsets.US_ASCII))
                .put(place)
                .putInt(0)
                .array();
        for (int where : new int[] {33, plain.length - 12}) {
            var tagged = new ByteArrayOutputStream();
            tagged.write(plain, 0, where);
            tagged.write(chunk);
            tagged.write(plain, where, plain.length - where);
            assertThat(passed(tagged.toByteArray())).isEqualTo(plain);
        }
    }

    @Test
    void what_is_no_picture_or_broken_off_passes_and_ends() throws IOException {
        for (var bytes : new byte[][] {{}, {1}, "%PDF-1.7 and so on".getBytes(), {(byte) 0xFF, (byte) 0xD8}}) {
            assertThat(passed(bytes)).isEqualTo(bytes);
        }
        var whole = jpeg(false);
        for (int cut = 2; cut < 700; cut += 7) {
            assertThat(passed(java.util.Arrays.copyOf(whole, cut)).length).isLessThanOrEqualTo(cut + 4);
        }
    }
}
