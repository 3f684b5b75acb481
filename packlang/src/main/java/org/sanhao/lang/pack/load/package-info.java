/**
 * From a folder, or from a canonical form kept elsewhere, to a bound pack: finds the files, puts each standard where the
 * pack names it, binds the whole and the example sheets beside it. Judges nothing beyond the shape; that is the
 * checker's work.
 */
@NullMarked
package org.sanhao.lang.pack.load;

import org.jspecify.annotations.NullMarked;
