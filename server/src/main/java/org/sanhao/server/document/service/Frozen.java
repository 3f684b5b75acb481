package org.sanhao.server.document.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sanhao.proof.CanonicalJson;
import org.sanhao.proof.Commitment;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.proof.Json;
import org.sanhao.server.document.domain.Differences.Filled;
import org.sanhao.server.document.domain.Facts;
import org.sanhao.server.document.store.CopyStore.Withheld;

/**
 * The canonical text of a printed form: its description and its facts, so that it can be printed again as it was. Names of
 * people stand in it as commitments; the names themselves lie apart and can be erased.
 *
 * @param names behind the commitments
 */
record Frozen(String content, List<Withheld> names) {
    /** Stands where a name has been erased. */
    static final String ERASED = "（已删除）";

    private static final String NAME = "name";

    static Frozen of(HashAlgorithm hash, String template, Facts facts) {
        var names = new ArrayList<Withheld>();
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("facts", tree(hash, facts, names));
        tree.put("template", template);
        return new Frozen(CanonicalJson.of(tree), names);
    }

    private static Map<String, @Nullable Object> tree(HashAlgorithm hash, Facts facts, List<Withheld> names) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        facts.byName()
                .forEach((name, fact) -> tree.put(
                        name,
                        switch (fact) {
                            case Facts.Words(var text) -> text;
                            case Facts.Name(var text) -> {
                                var commitment = Commitment.to(hash, text);
                                names.add(new Withheld(
                                        commitment.digest().text(),
                                        commitment.salt().hex(),
                                        text));
                                yield Map.of(NAME, commitment.digest().text());
                            }
                            case Facts.Rows(var rows) ->
                                rows.stream().map(row -> tree(hash, row, names)).toList();
                        }));
        return tree;
    }

    /** The form behind a canonical text; a name that is not among those handed over has been erased. */
    static Filled read(String content, Map<String, String> names) {
        var tree = Json.readObject(content);
        return new Filled(
                Templates.read((String) Objects.requireNonNull(tree.get("template"))), facts(tree.get("facts"), names));
    }

    private static Facts facts(@Nullable Object tree, Map<String, String> names) {
        var facts = new LinkedHashMap<String, Facts.Fact>();
        ((Map<?, ?>) Objects.requireNonNull(tree))
                .forEach((name, value) -> facts.put(
                        (String) name,
                        switch (value) {
                            case String text -> new Facts.Words(text);
                            case Map<?, ?> committed ->
                                new Facts.Name(names.getOrDefault((String) committed.get(NAME), ERASED));
                            case List<?> rows ->
                                new Facts.Rows(rows.stream()
                                        .map(row -> facts(row, names))
                                        .toList());
                            case null, default -> throw new IllegalStateException("no fact: " + name);
                        }));
        return new Facts(facts);
    }

    /** The description an earlier copy was printed from. */
    static String templateOf(String content) {
        return (String) Objects.requireNonNull(Json.readObject(content).get("template"));
    }
}
