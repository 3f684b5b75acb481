/** Who did what, append-only; sealed into signed batches whose heads leave the database. */
@NullMarked
@ApplicationModule(allowedDependencies = {"scope", "http"})
package org.sanhao.server.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
