package org.sanhao.server.review.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sanhao.kernel.Share;

/**
 * The clauses a level looks at where it only samples. Drawn from what was judged below, so that neither the applicant nor
 * the level that draws can choose; anybody who holds both documents can draw again and find the same clauses.
 *
 * @param seed the algorithm in front
 * @param clauses in the order of the standard
 * @basis F1 三（五）、三（六） the levels above the first review by sample
 */
public record ClauseSample(String seed, List<String> clauses) {
    private static final String KIND = "sanhao-sample/1";

    public ClauseSample {
        clauses = List.copyOf(clauses);
    }

    /**
     * Draws.
     *
     * @param sent hash of the copy the institution signed
     * @param below hash of what the level below found
     * @param all clauses that count, in the order of the standard
     * @param share how many of them, at least one
     */
    public static ClauseSample draw(String level, String sent, String below, List<String> all, Share share) {
        var seed = sha256(KIND + "\0" + level + "\0" + sent + "\0" + below);
        int size = all.isEmpty() ? 0 : (int) Math.max(1, share.need(all.size()));
        record Ranked(String clause, String rank) {}
        var drawn = all.stream()
                .map(clause -> new Ranked(clause, hmac(seed, clause)))
                .sorted(Comparator.comparing(Ranked::rank))
                .limit(size)
                .map(Ranked::clause)
                .toList();
        var inOrder = new ArrayList<>(all);
        inOrder.retainAll(drawn);
        return new ClauseSample("sha-256:" + seed, inOrder);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(String seed, String clause) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(seed), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(clause.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
