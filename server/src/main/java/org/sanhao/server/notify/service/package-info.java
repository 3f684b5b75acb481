/** Tells people, keeps how they are reached, sends what leaves the house. */
@NullMarked
package org.sanhao.server.notify.service;

import org.jspecify.annotations.NullMarked;
