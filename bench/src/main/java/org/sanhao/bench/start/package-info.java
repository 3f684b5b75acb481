/** How soon the product is there, and what it costs while nobody uses it. */
@NullMarked
package org.sanhao.bench.start;

import org.jspecify.annotations.NullMarked;
