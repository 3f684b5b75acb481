/**
 * Checks of documents that left the product, each without a server and without trust in who handed them over. A document
 * names its kind in its first member {@code kind}; one {@link DocumentCheck} answers for each kind.
 */
@NullMarked
package org.sanhao.cli.verify;

import org.jspecify.annotations.NullMarked;
