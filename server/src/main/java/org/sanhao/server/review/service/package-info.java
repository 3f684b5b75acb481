/** Keeps the promises of the façade; owns the transactions. */
@NullMarked
package org.sanhao.server.review.service;

import org.jspecify.annotations.NullMarked;
