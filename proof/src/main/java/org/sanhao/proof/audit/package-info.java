/** The sealed audit log as it leaves the product, and how it is checked. */
@NullMarked
package org.sanhao.proof.audit;

import org.jspecify.annotations.NullMarked;
