package org.sanhao.lang.pack.result;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.canonical.CanonicalPack;
import org.sanhao.lang.pack.shape.Says;

/**
 * The file {@code result.json}. The seal covers the document; the document names the hash of the pack and a commitment for
 * every value that is not public, so that no byte of the file can change unseen.
 *
 * @param openings values behind commitments of the document; empty in the public file
 */
public record ResultFile(
        @Says("文件种类") String kind,
        @Says("结果") ResultDocument document,
        @Says("方案包全文") Pack pack,
        @Says("签名") Seal seal,
        @Says("不公开的内容，仅供当事各方") List<Opening> openings) {
    /** The kind of document, as it names itself. */
    public static final String KIND = "sanhao-result/1";

    /**
     * Who vouches for the document.
     *
     * @param hash of the document's canonical form, algorithm in front
     * @param alg scheme of the key
     * @param publicKey SubjectPublicKeyInfo in base64
     * @param signature over the UTF-8 text of {@code hash}: scheme, colon, base64
     */
    public record Seal(
            @Says("结果的哈希值") String hash,
            @Says("签名算法") String alg,
            @Says("公钥") String publicKey,
            @Says("签名") String signature) {}

    /**
     * The value behind a commitment.
     *
     * @param commitment as the document has it: {@code sha-256:} of salt and value
     * @param salt in hexadecimal, null once erased
     * @param value null once erased
     * @param erased the day on which salt and value were erased
     */
    public record Opening(
            @Says("承诺值") String commitment,
            @Says("盐") @Nullable String salt,
            @Says("内容") @Nullable String value,
            @Says("删除日期") @Nullable LocalDate erased) {}

    /** The whole file, canonically. */
    public String json() {
        return CanonicalPack.jsonOf(Language1.SHAPE.tree(this));
    }
}
