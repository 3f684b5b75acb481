/**
 * Who may see which rows, said once: every transaction carries one scope, the database's row-level security reads it,
 * and there is no way to the database outside such a transaction. Knows no business word.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"postgres"})
package org.sanhao.server.scope;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
