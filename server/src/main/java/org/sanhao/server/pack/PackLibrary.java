package org.sanhao.server.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.canonical.CanonicalPack;
import org.sanhao.lang.pack.check.PackCheck;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.score.TierRules;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The one writer of pack tables: publishes the packs that ship with the product and keeps the versions in use compiled. Files
 * that were read at an earlier start are known by their hash; their version is taken from its frozen form when first asked for.
 */
@Service
class PackLibrary implements Packs, InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(PackLibrary.class);
    private static final Comparator<PublishedPack> NEWEST_FIRST = Comparator.comparing(
                    (PublishedPack each) -> each.ref().id())
            .thenComparing(each -> each.ref().version(), Comparator.reverseOrder());

    private final ScopedTransactions transactions;
    private final JdbcClient jdbc;
    private final Set<PackRef> shipped = ConcurrentHashMap.newKeySet();
    private final Map<PackRef, PublishedPack> compiled = new ConcurrentHashMap<>();

    PackLibrary(ScopedTransactions transactions, JdbcClient jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Override
    public void afterPropertiesSet() {
        filesByPack().forEach((folder, files) -> {
            var source = HashAlgorithm.SHA_256.ofFiles(files).text();
            shipped.add(readBefore(source).orElseGet(() -> publish(folder, files, source)));
        });
    }

    @Override
    public List<PublishedPack> list() {
        return Stream.concat(shipped.stream(), compiled.keySet().stream())
                .distinct()
                .map(this::get)
                .sorted(NEWEST_FIRST)
                .toList();
    }

    @Override
    public Optional<PublishedPack> find(PackRef ref) {
        var known = compiled.get(ref);
        if (known != null) {
            return Optional.of(known);
        }
        // Another node may have published it, or an older release of the product shipped it.
        return transactions
                .readingForAll(() -> jdbc.sql("SELECT canonical FROM pack.published WHERE id = ? AND version = ?")
                        .params(ref.id(), ref.version())
                        .query(String.class)
                        .optional())
                .map(canonical -> {
                    var report = PackCheck.checkCanonical(canonical);
                    var pack =
                            report.pack().orElseThrow(() -> new IllegalStateException(ref + ": " + report.findings()));
                    var published = compile(pack, canonical);
                    compiled.put(ref, published);
                    return published;
                });
    }

    private Optional<PackRef> readBefore(String source) {
        return transactions.readingForAll(() -> jdbc.sql("SELECT id, version FROM pack.shipped WHERE source = ?")
                .param(source)
                .query(PackRef.class)
                .optional());
    }

    private PackRef publish(String folder, Map<String, byte[]> files, String source) {
        var report = PackCheck.check(PackFiles.of(files));
        if (!report.isSound() || report.pack().isEmpty()) {
            throw new IllegalStateException("shipped pack " + folder + " is not sound: " + report.findings());
        }
        var canonical = CanonicalPack.json(report.pack().get());
        var pack = compile(report.pack().get(), canonical);
        transactions.within(Scope.SYSTEM, () -> {
            jdbc.sql("""
                            INSERT INTO pack.published (id, version, hash, canonical, published_at, published_by)
                            VALUES (?, ?, ?, ?, ?, 'product') ON CONFLICT DO NOTHING
                            """)
                    .params(
                            pack.ref().id(),
                            pack.ref().version(),
                            pack.hash(),
                            canonical,
                            Instant.now().atOffset(ZoneOffset.UTC))
                    .update();
            var frozen = jdbc.sql("SELECT hash FROM pack.published WHERE id = ? AND version = ?")
                    .params(pack.ref().id(), pack.ref().version())
                    .query(String.class)
                    .single();
            if (!frozen.equals(pack.hash())) {
                throw new IllegalStateException("pack " + pack.ref() + " was published as " + frozen + " and now reads "
                        + pack.hash() + ": a published version never changes, give it a new one");
            }
            jdbc.sql("INSERT INTO pack.shipped (source, id, version) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(source, pack.ref().id(), pack.ref().version())
                    .update();
            return frozen;
        });
        compiled.put(pack.ref(), pack);
        LOG.info("pack {} {}", pack.ref(), pack.hash());
        return pack.ref();
    }

    private static PublishedPack compile(Pack pack, String canonical) {
        var rules = new HashMap<Id, TierRules>();
        for (var use : pack.standards()) {
            rules.put(use.type(), TierRules.of(pack, use));
        }
        return new PublishedPack(
                new PackRef(pack.id().name(), pack.version().toString()),
                pack,
                CanonicalPack.hash(canonical),
                Map.copyOf(rules));
    }

    /** The files of every pack on the class path by pack folder. */
    private static Map<String, SortedMap<String, byte[]>> filesByPack() {
        var packs = new TreeMap<String, SortedMap<String, byte[]>>();
        try {
            var resolver = new PathMatchingResourcePatternResolver();
            for (var resource : resolver.getResources("classpath*:packs/*/*/**/*.yaml")) {
                var path = resource.getURI().toString();
                var parts = path.substring(path.lastIndexOf("/packs/") + "/packs/".length())
                        .split("/", 3);
                packs.computeIfAbsent(parts[0] + "/" + parts[1], key -> new TreeMap<>())
                        .put(parts[2], resource.getContentAsByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packs;
    }
}
