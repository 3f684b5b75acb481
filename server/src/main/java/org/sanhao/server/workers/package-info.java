/**
 * The processor's share: one small pool of platform threads for work that computes and cannot be cut into pieces, so that
 * the requests, on virtual threads, go on meanwhile. Knows no business word.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.sanhao.server.workers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
