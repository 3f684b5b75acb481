/**
 * Work that comes again by itself: every recurring job by its name and its times, run once over all nodes, tried again when
 * it fails, taken over when its node dies. How each one stands is told to whoever looks after the product. Knows no
 * business word.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"scope", "postgres"})
package org.sanhao.server.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
