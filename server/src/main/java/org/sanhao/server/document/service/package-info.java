/** Keeps the promises of the module; owns its transactions. */
@NullMarked
package org.sanhao.server.document.service;

import org.jspecify.annotations.NullMarked;
