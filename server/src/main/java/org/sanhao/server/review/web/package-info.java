/** The HTTP face of cases. */
@NullMarked
package org.sanhao.server.review.web;

import org.jspecify.annotations.NullMarked;
