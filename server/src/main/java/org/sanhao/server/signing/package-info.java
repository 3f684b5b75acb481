/**
 * What this installation hashes and signs with, and its keys: chosen once before the first data, every public key kept for
 * ever, the private ones in the key folder only. Knows no business word.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"scope", "postgres", "settings"})
package org.sanhao.server.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
