/** Leaves the rows, seals them, checks them. */
@NullMarked
package org.sanhao.server.audit.service;

import org.jspecify.annotations.NullMarked;
