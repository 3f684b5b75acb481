/**
 * Sheets and what stands on them: per assessor and clause the lines judged, the grade they give, what is asked to be left
 * out, who answers for which part; the tier all this comes to, with its reasons, and what is missing for the next. Each
 * level's grades stay its own. Knows campaigns and evidence; nothing of cases beyond their id.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "scope",
            "workers",
            "http",
            "signing",
            "caller",
            "audit",
            "institution",
            "access",
            "pack",
            "campaign",
            "evidence",
            "notify"
        })
package org.sanhao.server.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
