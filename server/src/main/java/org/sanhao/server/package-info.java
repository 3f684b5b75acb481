/** The one deployable. Every direct sub-package is a module with a charter and a list of what it may know. */
@NullMarked
package org.sanhao.server;

import org.jspecify.annotations.NullMarked;
