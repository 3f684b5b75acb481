/** Keeps the promises of the module; owns its transactions. */
@NullMarked
package org.sanhao.server.signoff.service;

import org.jspecify.annotations.NullMarked;
