/**
 * A published result as one file: everything that is needed to work it out again without the server, signed. The record
 * says what stands in it, the check works it out again and names the clause that does not fit.
 */
@NullMarked
package org.sanhao.lang.pack.result;

import org.jspecify.annotations.NullMarked;
