/** The public keys, for whoever checks. */
@NullMarked
package org.sanhao.server.signing.web;

import org.jspecify.annotations.NullMarked;
