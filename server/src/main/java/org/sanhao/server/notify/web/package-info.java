/** Messages and how one is reached, over HTTP. */
@NullMarked
package org.sanhao.server.notify.web;

import org.jspecify.annotations.NullMarked;
