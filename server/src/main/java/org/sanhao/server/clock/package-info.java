/**
 * The business clock: real time in production; in a demo data folder it may run ahead, forward only. Knows no business
 * word.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"scope"})
package org.sanhao.server.clock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
