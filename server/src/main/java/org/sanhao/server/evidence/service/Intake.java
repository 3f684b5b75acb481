package org.sanhao.server.evidence.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.evidence.EvidenceFiles.Arriving;
import org.sanhao.server.evidence.EvidenceFiles.Received;
import org.sanhao.server.evidence.EvidenceSettings;
import org.sanhao.server.evidence.FileKind;
import org.sanhao.server.evidence.inspect.FileName;
import org.sanhao.server.evidence.inspect.Found;
import org.sanhao.server.evidence.inspect.Inspector;
import org.sanhao.server.evidence.vault.NoRoom;
import org.sanhao.server.evidence.vault.Vault;
import org.sanhao.server.workers.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Takes a file in: name and length first, so that what can be refused is refused before a byte is read; then the bytes,
 * sealed as they come; then the look into them. Nothing of it lies on a disk in the clear at any moment.
 */
@Component
class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int STEP = 64 * 1024;
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(60);

    private final EvidenceSettings settings;
    private final Vault vault;
    private final Workers workers;
    private final Scan scan;
    private final Semaphore places;

    Intake(EvidenceSettings settings, Vault vault, Workers workers, Scan scan) {
        this.settings = settings;
        this.vault = vault;
        this.workers = workers;
        this.scan = scan;
        this.places = new Semaphore(settings.uploads());
    }

    /** Arrived, sealed, looked into. */
    record Sealed(String name, FileKind kind, String digest, long bytes, Found found, Vault.Draft draft)
            implements Received {
        @Override
        public void close() {
            draft.close();
        }
    }

    Outcome<Received> receive(Arriving arriving, InputStream bytes) {
        var name = arriving.name();
        if (!FileName.isFit(name)) {
            return Refusal.of(ErrorCode.FILE_NAME_BAD).asOutcome();
        }
        var kind = FileKind.claimedBy(name).orElse(null);
        if (kind == null) {
            var ending = name.contains(".") ? name.substring(name.lastIndexOf('.')) : name;
            return Refusal.of(ErrorCode.FILE_KIND_UNKNOWN, ending).asOutcome();
        }
        var limit = settings.limitOf(kind);
        if (arriving.length() > limit.toBytes()) {
            return tooLarge(name, limit).asOutcome();
        }
        if (vault.shelf().room() - Math.max(0, arriving.length())
                < settings.reserve().toBytes()) {
            LOG.error("evidence folder: less room than the reserve, uploads are refused");
            return Refusal.of(ErrorCode.STORAGE_FULL).asOutcome();
        }
        if (!places.tryAcquire()) {
            return Refusal.of(ErrorCode.TOO_BUSY).asOutcome();
        }
        try {
            return seal(name, kind, limit, bytes);
        } finally {
            places.release();
        }
    }

    private Outcome<Received> seal(String name, FileKind kind, DataSize limit, InputStream bytes) {
        Vault.Draft draft = null;
        boolean taken = false;
        try {
            draft = vault.draft(Ids.next());
            var digest = sha256();
            long size = copy(name, limit, new DigestInputStream(bytes, digest), draft);
            if (size == 0) {
                return Refusal.of(ErrorCode.FILE_EMPTY, name).asOutcome();
            }
            draft.finish();
            var looked = look(name, kind, draft);
            if (looked instanceof Outcome.Done<Found>(var found)) {
                taken = true;
                var hash = "sha-256:" + HexFormat.of().formatHex(digest.digest());
                return Outcome.done(new Sealed(name, kind, hash, size, found, draft));
            }
            return looked.map(never -> {
                throw new IllegalStateException();
            });
        } catch (NoRoom full) {
            LOG.error("evidence folder: the disk is full");
            return Refusal.of(ErrorCode.STORAGE_FULL).asOutcome();
        } catch (RefusedException no) {
            return no.refusal().asOutcome();
        } catch (Exception broken) {
            throw new IllegalStateException("cannot take a file in", broken);
        } finally {
            if (draft != null && !taken) {
                draft.close();
            }
        }
    }

    /** What the person's line does is a refusal; what our disk does is not. */
    private static long copy(String name, DataSize limit, InputStream bytes, Vault.Draft draft) throws IOException {
        var step = new byte[STEP];
        long size = 0;
        while (true) {
            int now;
            try {
                now = bytes.read(step);
            } catch (IOException lineBroke) {
                throw new RefusedException(Refusal.of(ErrorCode.UPLOAD_BROKEN));
            }
            if (now < 0) {
                return size;
            }
            size += now;
            if (size > limit.toBytes()) {
                throw new RefusedException(tooLarge(name, limit));
            }
            draft.out().write(step, 0, now);
            Workers.givePlace();
        }
    }

    private Outcome<Found> look(String name, FileKind kind, Vault.Draft draft) throws Exception {
        Outcome<Found> found = workers.lengthy(LOOK_LIMIT, () -> {
            try (SeekableByteChannel channel = draft.reopen()) {
                return Inspector.inspect(name, kind, channel);
            }
        });
        if (found instanceof Outcome.Done && scan.isOn()) {
            try (var clear = Channels.newInputStream(draft.reopen())) {
                var refusal = scan.look(name, clear);
                return refusal == null ? found : refusal.asOutcome();
            }
        }
        return found;
    }

    private static Refusal tooLarge(String name, DataSize limit) {
        return Refusal.of(ErrorCode.EVIDENCE_TOO_LARGE, name, size(limit));
    }

    static String size(DataSize size) {
        return size.toGigabytes() > 0 && size.toMegabytes() % 1024 == 0
                ? size.toGigabytes() + " GB"
                : size.toMegabytes() > 0 ? size.toMegabytes() + " MB" : size.toKilobytes() + " KB";
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
