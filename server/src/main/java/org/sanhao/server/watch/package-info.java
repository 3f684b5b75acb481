/**
 * How the product feels, for whoever looks after it: figures about backups, jobs, events that wait and pools, on a port of their
 * own that only this machine reaches. Ids and numbers, never a name. Knows no business word.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"postgres", "scope", "jobs", "settings"})
package org.sanhao.server.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
