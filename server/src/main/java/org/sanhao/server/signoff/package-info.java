/**
 * How an office agrees with itself before it binds others: its chain of signatures for each kind of matter, and the sheet
 * that goes along it. What is signed stays where it belongs; here it is a kind, an id and a hash. When the last signature is
 * there, the owner carries the act out in the same transaction.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"scope", "http", "caller", "audit", "institution", "access", "campaign", "notify"})
package org.sanhao.server.signoff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
