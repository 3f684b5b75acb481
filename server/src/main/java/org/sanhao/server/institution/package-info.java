/**
 * Units and people: what exists, who stood below whom on which line and when, who holds which post. Several dated lines
 * run over the same units (administrative, Party, medical community, trade guidance, entrusted); a scope is a node of one
 * line. Moves, merges and corrections keep history. Knows no other business module.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"scope", "http", "caller", "audit"})
package org.sanhao.server.institution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
