/**
 * Who did what, append-only; sealed into signed batches whose heads leave the database. Every transaction of a
 * state-changing request leaves a row without anybody having to remember it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"scope", "jobs", "http", "postgres", "caller", "signing"})
package org.sanhao.server.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
