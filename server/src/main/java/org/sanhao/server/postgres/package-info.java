/**
 * The database underneath: the PostgreSQL that travels inside the product, the two roles, the pools, the migrations.
 * Knows no business word. Whoever wants rows goes through {@code scope}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"settings"})
package org.sanhao.server.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
