/** The HTTP face of evidence. */
@NullMarked
package org.sanhao.server.evidence.web;

import org.jspecify.annotations.NullMarked;
