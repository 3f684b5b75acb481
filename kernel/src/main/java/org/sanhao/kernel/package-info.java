/**
 * What every other part shares and nothing of the field: ids, the business clock and calendar, counts, outcomes,
 * cursors. Plain Java, no dependencies; the only place that may read the system clock or a random source.
 */
@NullMarked
package org.sanhao.kernel;

import org.jspecify.annotations.NullMarked;
