package org.sanhao.server.evidence.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.kernel.Ids;
import org.sanhao.server.postgres.SecretBox;
import org.sanhao.server.support.TestPostgres;

/** What lies in the folder, attacked by somebody who can write there. */
class VaultTest {
    private static final int SEALED = ChunkCipher.CHUNK + ChunkCipher.TAG;

    @TempDir
    Path folder;

    private Vault vault;

    @BeforeEach
    void a_vault() {
        vault = new Vault(new FolderShelf(folder), SecretBox.of(TestPostgres.dataFolder(), "evidence-test"));
    }

    private record Kept(UUID id, byte[] key, Path file, byte[] plain) {}

    private Kept keep(byte[] plain) throws IOException {
        var id = Ids.next();
        try (var draft = vault.draft(id)) {
            draft.out().write(plain);
            draft.finish();
            draft.shelve();
            var name = id.toString();
            return new Kept(
                    id, draft.sealedKey(), folder.resolve(name.substring(34)).resolve(name), plain);
        }
    }

    private byte[] read(Kept kept) throws IOException {
        try (var channel = vault.open(kept.id(), kept.key())) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void what_goes_in_comes_out_at_every_length_around_a_chunk() throws IOException {
        for (int length : new int[] {
            1, 2, ChunkCipher.CHUNK - 1, ChunkCipher.CHUNK, ChunkCipher.CHUNK + 1, 2 * ChunkCipher.CHUNK, 200_001
        }) {
            var kept = keep(bytes(length));
            assertThat(read(kept)).isEqualTo(kept.plain());
        }
    }

    @Test
    void any_place_can_be_read_by_itself() throws IOException {
        var kept = keep(bytes(200_001));
        try (var channel = vault.open(kept.id(), kept.key())) {
            for (int place : new int[] {199_999, 0, 65_535, 65_536, 131_071}) {
                var two = ByteBuffer.allocate(2);
                channel.position(place).read(two);
                assertThat(two.array()).isEqualTo(Arrays.copyOfRange(kept.plain(), place, place + 2));
            }
            assertThat(channel.size()).isEqualTo(200_001);
        }
    }

    @Test
    void nothing_readable_lies_on_the_disk() throws IOException {
        var words = "患者张某某，病案号 000123。".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        var kept = keep(words);
        vault.keepDerived(kept.id(), kept.key(), "t0", words);

        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                        .doesNotContain("病案号", "张某");
            }
        }
        assertThat(new String(words, StandardCharsets.UTF_8)).as("canary").contains("病案号", "张某");
        assertThat(vault.derived(kept.id(), kept.key(), "t0")).contains(words);
        assertThat(vault.derived(kept.id(), kept.key(), "t1")).isEmpty();
    }

    @Test
    void one_byte_changed_anywhere_is_found() throws IOException {
        var kept = keep(bytes(70_000));
        var sealed = Files.readAllBytes(kept.file());
        for (int place = 0; place < sealed.length; place += place < 40 ? 1 : 4_999) {
            var changed = sealed.clone();
            changed[place] ^= 1;
            Files.write(kept.file(), changed);
            assertThatThrownBy(() -> read(kept)).as("byte " + place).isInstanceOf(Tampered.class);
        }
        Files.write(kept.file(), sealed);
        assertThat(read(kept)).as("canary: unchanged it opens").isEqualTo(kept.plain());
    }

    @Test
    void chunks_swapped_repeated_left_out_or_cut_off_are_found() throws IOException {
        var kept = keep(bytes(3 * ChunkCipher.CHUNK));
        var sealed = Files.readAllBytes(kept.file());
        var head = Arrays.copyOf(sealed, 4);
        var first = Arrays.copyOfRange(sealed, 4, 4 + SEALED);
        var second = Arrays.copyOfRange(sealed, 4 + SEALED, 4 + 2 * SEALED);
        var third = Arrays.copyOfRange(sealed, 4 + 2 * SEALED, 4 + 3 * SEALED);
        for (var forged : new byte[][] {
            join(head, second, first, third),
            join(head, first, first, third),
            join(head, first, third),
            join(head, first, second),
            join(head, first),
            head,
            new byte[0],
            Arrays.copyOf(sealed, sealed.length - 1)
        }) {
            Files.write(kept.file(), forged);
            assertThatThrownBy(() -> read(kept)).isInstanceOf(Tampered.class);
        }
        Files.write(kept.file(), join(head, first, second, third));
        assertThat(read(kept)).isEqualTo(kept.plain());
    }

    @Test
    void a_file_put_in_the_place_of_another_does_not_open() throws IOException {
        var one = keep(bytes(500));
        var other = keep(bytes(501));
        Files.copy(other.file(), one.file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> read(one)).isInstanceOf(Tampered.class);
        assertThatThrownBy(() -> vault.open(one.id(), other.key())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_draft_not_shelved_leaves_nothing_and_an_old_one_is_cleared() throws IOException {
        try (var draft = vault.draft(Ids.next())) {
            draft.out().write(bytes(100_000));
        }
        assertThat(files()).isZero();

        var broken = vault.draft(Ids.next());
        broken.out().write(bytes(100_000));
        assertThat(vault.shelf().clearDrafts(Instant.EPOCH))
                .as("a young draft stays")
                .isZero();
        assertThat(vault.shelf().clearDrafts(Instant.now().plusSeconds(60))).isEqualTo(1);
        assertThat(files()).isZero();
        broken.close();
    }

    @Test
    void destroying_takes_the_file_and_its_pictures() throws IOException {
        var kept = keep(bytes(10));
        vault.keepDerived(kept.id(), kept.key(), "t0", bytes(10));
        var other = keep(bytes(11));

        vault.destroy(kept.id());

        assertThatThrownBy(() -> read(kept)).isInstanceOf(java.nio.file.NoSuchFileException.class);
        assertThat(vault.derived(kept.id(), kept.key(), "t0")).isEmpty();
        assertThat(read(other)).isEqualTo(other.plain());
    }

    private long files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static byte[] join(byte[]... parts) {
        var all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(each -> each.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}
