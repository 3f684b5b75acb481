package org.sanhao.server.signoff;

import java.util.UUID;
import org.sanhao.server.institution.UnitId;

/**
 * What is to be signed.
 *
 * @param subject the campaign or case
 * @param office whose chain it goes along
 * @param title for lists: 白河县清水镇卫生院 · 同意推荐
 * @param hash over what the signers read; another text is another matter
 */
public record Matter(MatterKind kind, UUID subject, UnitId office, String title, String hash) {}
