/**
 * What people are told: a message in the product for whom a matter concerns, one per matter and day; outside of it letters to
 * an address the person has proved, and counts for the group chat of an office, in working hours and tried again when they
 * fail; a reminder before a day comes. Other modules say what happened and to whom it matters; how it reaches people is
 * decided here.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "scope",
            "jobs",
            "settings",
            "http",
            "caller",
            "postgres",
            "audit",
            "institution",
            "access",
            "pack",
            "campaign"
        })
package org.sanhao.server.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
