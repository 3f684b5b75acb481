/** What a plan must hold together: years, tiers, counts. Plain Java. */
@NullMarked
package org.sanhao.server.plan.domain;

import org.jspecify.annotations.NullMarked;
