/** Keeps creation plans. */
@NullMarked
package org.sanhao.server.plan.service;

import org.jspecify.annotations.NullMarked;
