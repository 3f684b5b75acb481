/**
 * Units, departments, staff and accounts from a table: staged, compared with the register, and loaded together or not at all.
 * Every wrong row is told with line, column and reason; nobody brings in more than his post reaches.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"scope", "workers", "http", "postgres", "caller", "xlsx", "institution", "access"})
package org.sanhao.server.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
