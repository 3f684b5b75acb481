/** Seals bytes and keeps them in a folder: streaming, in chunks whose order is authenticated. */
@NullMarked
package org.sanhao.server.evidence.vault;

import org.jspecify.annotations.NullMarked;
