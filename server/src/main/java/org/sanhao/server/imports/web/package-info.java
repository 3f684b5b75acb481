/** The HTTP face of imports and of lists as tables. */
@NullMarked
package org.sanhao.server.imports.web;

import org.jspecify.annotations.NullMarked;
