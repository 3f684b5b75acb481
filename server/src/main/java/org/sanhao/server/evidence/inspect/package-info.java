/** Looks into files before they are kept: what they are, and what must not be in them. Runs on the workers' pool only. */
@NullMarked
package org.sanhao.server.evidence.inspect;

import org.jspecify.annotations.NullMarked;
