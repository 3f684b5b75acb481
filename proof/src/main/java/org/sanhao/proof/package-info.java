/**
 * What proves that something is as it was: canonical JSON, hashes and signatures that name their algorithm, Merkle trees,
 * key rings, commitments to personal values, and the check of documents made of them. Plain Java: no pack, no SQL, no
 * server, so that whoever checks needs to trust none of those.
 */
@NullMarked
package org.sanhao.proof;

import org.jspecify.annotations.NullMarked;
