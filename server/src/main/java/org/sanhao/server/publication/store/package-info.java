/** The statements of this module, each beside its row mapping. */
@NullMarked
package org.sanhao.server.publication.store;

import org.jspecify.annotations.NullMarked;
