/** Finds the QR code of a printed form in a picture. */
@NullMarked
package org.sanhao.server.document.read;

import org.jspecify.annotations.NullMarked;
