package org.sanhao.lang.pack;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Says;

/**
 * A notice or regulation the campaign rests on.
 *
 * @param date as far as known, spelled {@code 2018}, {@code 2018-09} or {@code 2018-09-28}
 * @param waived paragraphs that bind nobody here, each with the reason
 * @param paragraphs the paragraphs a citation may name and their words; empty when the text is not held
 */
public record Basis(
        @Says("文件编号，供引用，例如 N1") DocumentId id,
        @Says("文件名称") String name,
        @Says("文号") @Nullable String number,
        @Says("印发机关") @Nullable String issuer,
        @Says("印发日期") @Nullable PrintedDate date,
        @Says("说明") @Nullable String note,
        @Says("段落及原文") Map<String, String> paragraphs,
        @Says("不用的段落及原因") Map<String, String> waived) {}
