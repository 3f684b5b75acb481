package org.sanhao.server.evidence.inspect;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.evidence.FileKind;
import org.sanhao.server.evidence.vault.Tampered;

/**
 * Looks into a file that has arrived: is it what its name says, and is nothing in it that runs, hides, or grows. What a
 * person sends is taken apart by its structure; nothing in it is ever run, opened as an address, or written to a disk.
 */
public final class Inspector {
    private static final List<byte[]> ARCHIVES =
            List.of(Bytes.ascii("Rar!\u001a\u0007"), new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C});
    private static final byte[] END_OF_ZIP = {'P', 'K', 5, 6};
    private static final int END_OF_ZIP_SIZE = 22;
    private static final byte[] OLD_OFFICE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private Inspector() {}

    /** What was found; refused when the file cannot be taken. */
    public static Outcome<Found> inspect(String name, FileKind claimed, SeekableByteChannel channel)
            throws IOException {
        try {
            return Outcome.done(look(name, claimed, new Bytes(channel), channel));
        } catch (Unfit no) {
            return no.refusal().asOutcome();
        } catch (Tampered broken) {
            throw broken;
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            // Whatever a parser stumbles over lies in the file, for it was never opened before.
            return Unfit.damaged(name).refusal().asOutcome();
        }
    }

    private static Found look(String name, FileKind claimed, Bytes bytes, SeekableByteChannel channel)
            throws IOException {
        var head = bytes.at(0, 2048);
        if (kindOf(head) != claimed && !(isZip(head) && isOffice(claimed))) {
            if (isOffice(claimed) && Bytes.matches(head, 0, OLD_OFFICE) && isLocked(bytes)) {
                throw new Unfit(ErrorCode.FILE_LOCKED, name);
            }
            throw new Unfit(ErrorCode.FILE_NOT_WHAT_IT_SAYS, name, claimed.title());
        }
        if (!isOffice(claimed)) {
            if (Bytes.looksLikeCode(head)) {
                throw Unfit.active(name, "网页代码");
            }
            refuseHiddenArchive(name, bytes);
        }
        return switch (claimed) {
            case JPEG -> Pictures.jpeg(name, bytes);
            case PNG -> Pictures.png(name, bytes);
            case WEBP -> Pictures.webp(name, bytes);
            case HEIC -> Pictures.heic(name, bytes);
            case PDF -> PdfLook.pdf(name, bytes, channel);
            case DOCX, XLSX -> OfficeLook.office(name, claimed, channel);
        };
    }

    private static boolean isOffice(FileKind kind) {
        return kind == FileKind.DOCX || kind == FileKind.XLSX;
    }

    private static boolean isZip(byte[] head) {
        return Bytes.matches(head, 0, new byte[] {'P', 'K', 3, 4});
    }

    /** The kind the first bytes tell; null for anything that is not taken, and for office files, told by their parts. */
    static @Nullable FileKind kindOf(byte[] head) {
        if (Bytes.matches(head, 0, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF})) {
            return FileKind.JPEG;
        }
        if (Bytes.matches(head, 0, Pictures.PNG)) {
            return FileKind.PNG;
        }
        if (Bytes.matches(head, 0, Bytes.ascii("RIFF")) && Bytes.matches(head, 8, Bytes.ascii("WEBP"))) {
            return FileKind.WEBP;
        }
        if (Bytes.matches(head, 4, Bytes.ascii("ftyp")) && Pictures.isHeic(head)) {
            return FileKind.HEIC;
        }
        return Bytes.matches(head, 0, Bytes.ascii("%PDF-")) ? FileKind.PDF : null;
    }

    /** Office files under a password are old containers that name their one stream. */
    private static boolean isLocked(Bytes bytes) throws IOException {
        return bytes.contains(0, List.of("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE)));
    }

    /** A picture or pdf that is an archive as well. */
    private static void refuseHiddenArchive(String name, Bytes bytes) throws IOException {
        long start = Math.max(0, bytes.size() - 65_535 - END_OF_ZIP_SIZE);
        var tail = bytes.at(start, 65_535 + END_OF_ZIP_SIZE);
        for (int i = tail.length - END_OF_ZIP_SIZE; i >= 0; i--) {
            if (Bytes.matches(tail, i, END_OF_ZIP)) {
                int comment = tail[i + 20] & 0xFF | (tail[i + 21] & 0xFF) << 8;
                if (i + END_OF_ZIP_SIZE + comment <= tail.length) {
                    throw Unfit.active(name, "夹带的压缩包");
                }
            }
        }
        if (bytes.contains(0, ARCHIVES)) {
            throw Unfit.active(name, "夹带的压缩包");
        }
    }
}
