/** SQL of creation plans. */
@NullMarked
package org.sanhao.server.plan.store;

import org.jspecify.annotations.NullMarked;
