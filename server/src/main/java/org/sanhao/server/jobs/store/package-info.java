/** Where jobs stand, in SQL. */
@NullMarked
package org.sanhao.server.jobs.store;

import org.jspecify.annotations.NullMarked;
