/** Creation plans over HTTP. */
@NullMarked
package org.sanhao.server.plan.web;

import org.jspecify.annotations.NullMarked;
