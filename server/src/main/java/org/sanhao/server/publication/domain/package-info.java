/** Rules of notices, results and effects. Plain Java: no Spring, no SQL, no JSON, no clock of its own. */
@NullMarked
package org.sanhao.server.publication.domain;

import org.jspecify.annotations.NullMarked;
