/**
 * From judgements to a result: lines to a clause's grade (cascade), grades of several levels to the effective one, and
 * effective grades to the tier, every step with the sentence that says why. Whole numbers decide; nothing is rounded.
 */
@NullMarked
package org.sanhao.lang.pack.score;

import org.jspecify.annotations.NullMarked;
