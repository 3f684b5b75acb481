/** The statements of this module, each beside its row mapping. */
@NullMarked
package org.sanhao.server.assessment.store;

import org.jspecify.annotations.NullMarked;
