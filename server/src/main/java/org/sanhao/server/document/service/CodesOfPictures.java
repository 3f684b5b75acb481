package org.sanhao.server.document.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.document.read.CodeReader;
import org.sanhao.server.evidence.EvidenceFiles;
import org.sanhao.server.evidence.EvidenceFiles.Received;
import org.sanhao.server.evidence.EvidenceFiles.Size;
import org.sanhao.server.workers.Workers;
import org.springframework.stereotype.Component;

/** Reads the QR codes of a file that has arrived, page by page, on the workers' pool. */
@Component
class CodesOfPictures {
    private static final int PAGES = 6;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final EvidenceFiles files;
    private final Workers workers;

    CodesOfPictures(EvidenceFiles files, Workers workers) {
        this.files = files;
        this.workers = workers;
    }

    /** The texts of all codes up to the first of ours; SCAN_KIND for a file without any picture. */
    Outcome<Set<String>> textsIn(Received received) {
        var texts = new LinkedHashSet<String>();
        for (int page = 0; page < PAGES; page++) {
            if (!(files.picture(received, page, Size.FINE) instanceof Outcome.Done<byte[]>(var picture))) {
                return page == 0 ? Refusal.of(ErrorCode.SCAN_KIND).asOutcome() : Outcome.done(texts);
            }
            texts.addAll(codes(picture));
            if (CodeReader.link(texts).isPresent()) {
                break;
            }
        }
        return Outcome.done(texts);
    }

    private Set<String> codes(byte[] picture) {
        try {
            return workers.lengthy(
                    LIMIT,
                    () -> CodeReader.read(Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(picture)))));
        } catch (RuntimeException known) {
            throw known;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (Exception broken) {
            throw new IllegalStateException("cannot read a picture", broken);
        }
    }
}
