/** The HTTP face of progress and of the officer's workbench. */
@NullMarked
package org.sanhao.server.dashboard.web;

import org.jspecify.annotations.NullMarked;
