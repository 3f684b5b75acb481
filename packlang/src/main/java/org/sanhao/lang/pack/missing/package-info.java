/**
 * What an institution still lacks for a tier: the cheapest set of clause steps that meets every share, exactly, with the
 * next best way beside it. Nothing is ever proposed as not applicable; conditions on the institution are named as what
 * stands in the way, not solved.
 */
@NullMarked
package org.sanhao.lang.pack.missing;

import org.jspecify.annotations.NullMarked;
