/** Imports, their staged rows and what is wrong with them. */
@NullMarked
package org.sanhao.server.imports.store;

import org.jspecify.annotations.NullMarked;
