/**
 * Read models for officers of every level: how far each institution has come, where it lacks what, what waits for whom, and
 * how it was on an earlier day. Hears the events of all other modules, reads their public views, keeps no fact of its own;
 * a nightly job compares and repairs. Nobody knows it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "scope",
            "workers",
            "jobs",
            "postgres",
            "http",
            "caller",
            "institution",
            "access",
            "pack",
            "campaign",
            "assessment",
            "review"
        })
package org.sanhao.server.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
