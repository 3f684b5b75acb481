/** The HTTP face of signing in and acting as somebody. */
@NullMarked
package org.sanhao.server.access.web;

import org.jspecify.annotations.NullMarked;
