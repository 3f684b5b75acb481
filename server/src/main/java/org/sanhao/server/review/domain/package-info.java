/** States, moves and guards of a case. Plain Java: no Spring, no SQL, no JSON, no clock of its own. */
@NullMarked
@NamedInterface("domain")
package org.sanhao.server.review.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
