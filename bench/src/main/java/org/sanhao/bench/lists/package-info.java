/** Any page of lists of a million rows, whatever narrows or orders them. */
@NullMarked
package org.sanhao.bench.lists;

import org.jspecify.annotations.NullMarked;
