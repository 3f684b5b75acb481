/**
 * Who is at the door and as whom they act: accounts, sign-in, sessions, second factor, the abilities each kind of post
 * brings. One request acts for one post; its scope is the subtree of that post and nothing else.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "scope",
            "workers",
            "settings",
            "http",
            "postgres",
            "caller",
            "audit",
            "xlsx",
            "institution"
        })
package org.sanhao.server.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
