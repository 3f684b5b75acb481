/** The console: what the person who starts the product types and reads. */
@NullMarked
@ApplicationModule(allowedDependencies = {"postgres", "audit", "backup", "settings", "listen"})
package org.sanhao.server.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
