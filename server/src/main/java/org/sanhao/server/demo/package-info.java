/**
 * The demo province: invented places, people and work, told through the façades of the other modules as if it had
 * happened. Active only with {@code sanhao.demo}; nothing in production knows it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "scope",
            "clock",
            "http",
            "caller",
            "institution",
            "access",
            "pack",
            "campaign",
            "plan",
            "evidence",
            "assessment",
            "review",
            "review :: domain",
            "publication"
        })
package org.sanhao.server.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
