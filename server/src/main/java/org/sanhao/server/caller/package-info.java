/**
 * Who asks, in the one form every web layer needs: a scope, a signature, a set of abilities. {@code access} makes it;
 * modules before access know only this.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"scope"})
package org.sanhao.server.caller;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
