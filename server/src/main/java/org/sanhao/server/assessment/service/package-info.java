/** Keeps the promises of the façade; owns the transactions. */
@NullMarked
package org.sanhao.server.assessment.service;

import org.jspecify.annotations.NullMarked;
