/** Hears events, folds sums, closes days, compares with the facts. */
@NullMarked
package org.sanhao.server.dashboard.service;

import org.jspecify.annotations.NullMarked;
