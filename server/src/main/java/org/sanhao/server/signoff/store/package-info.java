/** SQL of chains and sheets. */
@NullMarked
package org.sanhao.server.signoff.store;

import org.jspecify.annotations.NullMarked;
