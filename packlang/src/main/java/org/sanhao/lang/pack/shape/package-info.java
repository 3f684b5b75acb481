/**
 * How a record says what it looks like in YAML: a few annotations, one reader that binds a positioned tree to records,
 * one writer that turns records back into their canonical tree, and one JSON Schema made from the same records. A key,
 * its type, its default and its explanation are therefore written exactly once, on the record. Knows no word of the
 * pack language itself.
 */
@NullMarked
package org.sanhao.lang.pack.shape;

import org.jspecify.annotations.NullMarked;
