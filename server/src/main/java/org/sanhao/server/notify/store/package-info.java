/** SQL of messages, of how people are reached, and of what leaves the house. */
@NullMarked
package org.sanhao.server.notify.store;

import org.jspecify.annotations.NullMarked;
