/** Evidence in the database: content, items, and what they serve. */
@NullMarked
package org.sanhao.server.evidence.store;

import org.jspecify.annotations.NullMarked;
