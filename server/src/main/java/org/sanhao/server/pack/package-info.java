/** Published pack versions: loaded by one loader, checked, frozen with their hash, never changed afterwards. */
@NullMarked
@ApplicationModule(allowedDependencies = {"scope", "http", "caller", "audit", "institution", "access"})
package org.sanhao.server.pack;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
