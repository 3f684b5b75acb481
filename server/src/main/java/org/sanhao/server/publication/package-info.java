/**
 * What everybody may see: public notices with objections, announced results that can be worked out again, and what a
 * result opens or bars. Follows the moves of {@code review} inside their transaction; hands nothing personal to the
 * public. Knows all business modules before it; only documents and archives come after.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "scope",
            "workers",
            "jobs",
            "settings",
            "http",
            "caller",
            "postgres",
            "signing",
            "audit",
            "institution",
            "access",
            "pack",
            "campaign",
            "evidence",
            "assessment",
            "review",
            "review :: domain"
        })
package org.sanhao.server.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
