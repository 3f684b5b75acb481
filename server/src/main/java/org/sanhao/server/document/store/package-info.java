/** Frozen copies, scans and ticks in the database. */
@NullMarked
package org.sanhao.server.document.store;

import org.jspecify.annotations.NullMarked;
