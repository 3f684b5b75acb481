/** Keeps the promises of the façade; owns the transactions. */
@NullMarked
package org.sanhao.server.publication.service;

import org.jspecify.annotations.NullMarked;
