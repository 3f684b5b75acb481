/**
 * Conditions: the vocabulary of facts, the compilation of an expression of the Common Expression Language within the
 * permitted sublanguage, and its evaluation against facts. The library behind it is seen nowhere outside this package.
 */
@NullMarked
package org.sanhao.lang.pack.rule;

import org.jspecify.annotations.NullMarked;
