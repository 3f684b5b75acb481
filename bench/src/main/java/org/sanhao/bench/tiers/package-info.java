/** The tiers of a whole nation at once, from answers as they stand. */
@NullMarked
package org.sanhao.bench.tiers;

import org.jspecify.annotations.NullMarked;
