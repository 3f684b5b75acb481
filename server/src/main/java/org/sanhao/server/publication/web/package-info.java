/** The HTTP face: pages for everybody, and what officers and institutions ask. */
@NullMarked
package org.sanhao.server.publication.web;

import org.jspecify.annotations.NullMarked;
