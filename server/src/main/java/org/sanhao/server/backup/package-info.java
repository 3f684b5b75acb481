/**
 * Keeps the whole installation in one file and brings it back: a single snapshot of every table, the evidence files, a
 * signed list of both. Works on a served database and across major versions of PostgreSQL. Knows no business word.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"postgres"})
package org.sanhao.server.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
