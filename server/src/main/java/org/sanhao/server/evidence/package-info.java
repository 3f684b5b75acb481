/**
 * What shows that a demand is met: files, kept sealed once per institution and content, looked at before they are kept, and
 * records that are only named with the place where they lie. Each serves any number of things, which are named by kind and
 * id: this module knows units and campaigns, nothing of sheets or cases.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "scope",
            "workers",
            "jobs",
            "http",
            "caller",
            "postgres",
            "settings",
            "audit",
            "institution",
            "access",
            "pack",
            "campaign"
        })
package org.sanhao.server.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
