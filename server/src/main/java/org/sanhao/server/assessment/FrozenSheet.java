package org.sanhao.server.assessment;

/**
 * A sheet as it stood when it was sent, in canonical form.
 *
 * @param json the canonical text
 * @param hash of the text, algorithm in front
 */
public record FrozenSheet(String json, String hash) {}
