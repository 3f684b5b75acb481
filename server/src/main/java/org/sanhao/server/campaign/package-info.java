/**
 * A pack opened by an organiser for an edition: who leads it, when its phases run, which institutions take part, how far
 * it has come. Knows units and packs; nothing of sheets or cases.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"scope", "http", "caller", "audit", "institution", "access", "pack"})
package org.sanhao.server.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
