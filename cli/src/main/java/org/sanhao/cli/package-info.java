/**
 * The command line over the libraries: what can be done to packs and sealed files without a server. Every command is one
 * class, says what it found on standard output, and exits with 0 when all is well, 1 when what it looked at is not, 2
 * when it was called wrongly.
 */
@NullMarked
package org.sanhao.cli;

import org.jspecify.annotations.NullMarked;
