/** Requests about chains and sheets. */
@NullMarked
package org.sanhao.server.signoff.web;

import org.jspecify.annotations.NullMarked;
