/** Progress of a tree of 250,000 units under row-level security, while changes arrive. */
@NullMarked
package org.sanhao.bench.tree;

import org.jspecify.annotations.NullMarked;
