/** Keeps the promises of the façades; owns the transactions. */
@NullMarked
package org.sanhao.server.institution.service;

import org.jspecify.annotations.NullMarked;
