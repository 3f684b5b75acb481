/** Counts, steps and outlines: what is added up and how, without SQL. */
@NullMarked
package org.sanhao.server.dashboard.domain;

import org.jspecify.annotations.NullMarked;
