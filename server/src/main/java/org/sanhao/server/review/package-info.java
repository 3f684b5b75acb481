/**
 * What becomes of an application: from the day an institution signs it to a result in force, and back when it does not
 * hold. One typed machine of states and moves; each level keeps its own grades, the two returns are never mixed, and every
 * move leaves a row that is never changed. Knows the sheet of {@code assessment}; nobody before it knows a case.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "scope",
            "http",
            "caller",
            "audit",
            "institution",
            "access",
            "pack",
            "campaign",
            "evidence",
            "notify",
            "signoff",
            "assessment"
        })
package org.sanhao.server.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
