/** The rules of a sheet on its way. */
@NullMarked
package org.sanhao.server.signoff.domain;

import org.jspecify.annotations.NullMarked;
