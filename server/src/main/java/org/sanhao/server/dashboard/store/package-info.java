/** SQL of the read models, and of the public views they are made from. */
@NullMarked
package org.sanhao.server.dashboard.store;

import org.jspecify.annotations.NullMarked;
