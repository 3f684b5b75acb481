/**
 * Forms on paper: what is printed is frozen under a number and a version, carries a QR code of the frozen copy, and comes
 * back signed and sealed as a scan that is matched with it. A form is one class and one template. Knows the modules whose
 * matters it prints; nobody before it knows a form.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "scope",
            "workers",
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
            "signoff",
            "assessment",
            "review",
            "review :: domain"
        })
package org.sanhao.server.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
