/** Keeps the promises of {@link org.sanhao.server.evidence.EvidenceFiles}. */
@NullMarked
package org.sanhao.server.evidence.service;

import org.jspecify.annotations.NullMarked;
