/** Rows, seals and checks in the database. */
@NullMarked
package org.sanhao.server.audit.store;

import org.jspecify.annotations.NullMarked;
