/**
 * Measures what the product promises, each beside the obvious way of doing the same (the rival), on a real PostgreSQL with
 * every durability setting on, loopback only. Outside the test command.
 */
@NullMarked
package org.sanhao.bench;

import org.jspecify.annotations.NullMarked;
