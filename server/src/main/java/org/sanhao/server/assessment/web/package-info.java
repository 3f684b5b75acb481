/** The HTTP face of sheets. */
@NullMarked
package org.sanhao.server.assessment.web;

import org.jspecify.annotations.NullMarked;
