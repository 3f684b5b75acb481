package org.sanhao.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of one installation, oldest first; the last one signs, the others stay so that what they signed can be
 * checked for ever. A key that follows another is endorsed by it: without that signature whoever holds the machine could
 * add a key of his own and sign the past anew.
 */
public record KeyRing(List<Entry> entries) {
    public static final String KIND = "sanhao-keys/1";

    /**
     * One key.
     *
     * @param since from when it signs
     * @param endorsedBy id of the key that came before, absent for the first and for one that follows a lost key
     * @param endorsement that key's signature over {@link #statement}
     */
    public record Entry(
            VerifyingKey key,
            Instant since,
            @Nullable String endorsedBy,
            @Nullable Signature endorsement) {

        /** What the key before signs when it hands over. */
        byte[] statement() {
            return (KIND + "\n" + key.algorithm().code() + " " + key.publicKey() + "\n" + since)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    public KeyRing {
        entries = List.copyOf(entries);
    }

    /** A ring with one key. */
    public static KeyRing of(VerifyingKey first, Instant since) {
        return new KeyRing(List.of(new Entry(first, since, null, null)));
    }

    /** The ring with {@code next} as the signing key, endorsed by the present one. */
    public KeyRing rotated(SigningKey present, VerifyingKey next, Instant since) {
        if (!current().key().equals(present.verifying())) {
            throw new IllegalArgumentException("only the signing key hands over");
        }
        var bare = new Entry(next, since, null, null);
        return with(new Entry(next, since, present.keyId(), present.sign(bare.statement())));
    }

    /** The ring with a key nobody could endorse because the one before is lost; every check will say so. */
    public KeyRing restarted(VerifyingKey next, Instant since) {
        return with(new Entry(next, since, null, null));
    }

    private KeyRing with(Entry entry) {
        var more = new ArrayList<>(entries);
        more.add(entry);
        return new KeyRing(more);
    }

    /** The key that signs now. */
    public Entry current() {
        return entries.getLast();
    }

    public Optional<VerifyingKey> find(String keyId) {
        return entries.stream()
                .map(Entry::key)
                .filter(key -> key.keyId().equals(keyId))
                .findFirst();
    }

    /** Ids of keys after the first that no key before them endorsed. They may be forged; a kept ring tells. */
    public List<String> unendorsed() {
        var doubtful = new ArrayList<String>();
        for (int i = 1; i < entries.size(); i++) {
            var entry = entries.get(i);
            var before = entries.get(i - 1).key();
            var endorsement = entry.endorsement();
            if (endorsement == null
                    || !before.keyId().equals(entry.endorsedBy())
                    || !before.verifies(entry.statement(), endorsement)) {
                doubtful.add(entry.key().keyId());
            }
        }
        return doubtful;
    }

    /** The file form as a tree for {@link CanonicalJson}. */
    public Map<String, @Nullable Object> tree() {
        var keys = new ArrayList<Map<String, Object>>();
        for (var entry : entries) {
            var key = new LinkedHashMap<String, Object>();
            key.put("keyId", entry.key().keyId());
            key.put("alg", entry.key().algorithm().code());
            key.put("publicKey", entry.key().publicKey());
            key.put("fingerprint", entry.key().fingerprint().text());
            key.put("since", entry.since().toString());
            if (entry.endorsedBy() != null && entry.endorsement() != null) {
                key.put("endorsedBy", entry.endorsedBy());
                key.put("endorsement", entry.endorsement().text());
            }
            keys.add(key);
        }
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("kind", KIND);
        tree.put("keys", keys);
        return tree;
    }

    /**
     * Reads the file form.
     *
     * @throws IllegalArgumentException when it is no key ring, or a key id does not belong to its key
     */
    public static KeyRing ofTree(@Nullable Object tree) {
        if (!(tree instanceof Map<?, ?> ring)
                || !KIND.equals(ring.get("kind"))
                || !(ring.get("keys") instanceof List<?> keys)
                || keys.isEmpty()) {
            throw new IllegalArgumentException("not a key ring (" + KIND + ")");
        }
        var entries = new ArrayList<Entry>();
        for (var each : keys) {
            if (!(each instanceof Map<?, ?> key)) {
                throw new IllegalArgumentException("a key is an object");
            }
            var verifying = new VerifyingKey(SignatureAlgorithm.of(text(key, "alg")), text(key, "publicKey"));
            if (!verifying.keyId().equals(key.get("keyId"))) {
                throw new IllegalArgumentException("the id " + key.get("keyId") + " does not belong to its key");
            }
            boolean endorsed = key.containsKey("endorsement");
            entries.add(new Entry(
                    verifying,
                    Instant.parse(text(key, "since")),
                    endorsed ? text(key, "endorsedBy") : null,
                    endorsed ? Signature.parse(text(key, "endorsement")) : null));
        }
        return new KeyRing(entries);
    }

    private static String text(Map<?, ?> object, String name) {
        if (object.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a key lacks its " + name);
    }
}
