/** The HTTP face of units and people. */
@NullMarked
package org.sanhao.server.institution.web;

import org.jspecify.annotations.NullMarked;
