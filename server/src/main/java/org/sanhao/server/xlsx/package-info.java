/**
 * Tables of office programs, in and out, row by row in little memory: a reader that trusts nothing in the file and keeps
 * shared texts on disk, a writer that never writes a formula. Knows no business word.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"workers"})
package org.sanhao.server.xlsx;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
