package org.sanhao.server.assessment;

import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.server.evidence.EvidenceId;

/**
 * A piece of evidence as a frozen copy names it.
 *
 * @param line the requirement line it was laid to, empty for the clause as a whole
 * @param digest of its content, algorithm in front
 */
public record FrozenEvidence(ClauseCode clause, String line, EvidenceId id, String digest) {}
