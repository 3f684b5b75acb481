/**
 * The creation plan: which institution reaches which tier in which year, as an office sets it for several years of a campaign,
 * with the counts it has promised above. Says what was meant to be; what has become of it is worked out by later modules.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"scope", "http", "caller", "audit", "institution", "access", "pack", "campaign"})
package org.sanhao.server.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
