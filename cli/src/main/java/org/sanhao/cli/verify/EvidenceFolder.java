package org.sanhao.cli.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.result.ResultDocument;

/**
 * Files the reader holds as the evidence of a result, compared with what the result names. A record that was only named has
 * no file, so what is missing is told and proves nothing; a file the result does not name has been changed or exchanged.
 */
final class EvidenceFolder {
    private final Map<String, Path> files;

    private EvidenceFolder(Map<String, Path> files) {
        this.files = files;
    }

    /** Reads every file of a folder and the folders in it. */
    static EvidenceFolder read(Path folder) throws IOException {
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = walk.filter(Files::isRegularFile).sorted().toList();
        }
        var files = new LinkedHashMap<String, Path>();
        for (var file : all) {
            files.put(digest(file), folder.relativize(file));
        }
        return new EvidenceFolder(files);
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var read = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            read.transferTo(OutputStream.nullOutputStream());
            return "sha-256:" + HexFormat.of().formatHex(read.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Compares.
     *
     * @param lines receives what is to be told
     * @return whether every file is one the result names
     */
    boolean fits(ResultDocument document, List<String> lines) {
        var named = new TreeMap<String, List<ClauseCode>>(document.clauses().stream()
                .flatMap(clause -> clause.judgements().stream()
                        .flatMap(judged -> judged.evidence().stream())
                        .distinct()
                        .map(digest -> Map.entry(digest, clause.clause())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
        var strangers = files.entrySet().stream()
                .filter(file -> !named.containsKey(file.getKey()))
                .toList();
        strangers.forEach(
                file -> lines.add("文件 " + file.getValue() + "（" + file.getKey() + "）不是结果所列的佐证材料，内容被改过，或不是报送的那一份。"));
        named.forEach((digest, clauses) -> {
            if (!files.containsKey(digest)) {
                lines.add("条款 " + clauses.stream().map(ClauseCode::code).collect(Collectors.joining("、")) + "：所列佐证材料 "
                        + digest + " 不在所给的文件里。");
            }
        });
        lines.add("佐证材料：结果列 " + named.size() + " 份，所给的文件对上 " + (files.size() - strangers.size()) + " 份。");
        return strangers.isEmpty();
    }
}
