/** The arithmetic of the second factor; knows neither the database nor the web. */
@NullMarked
package org.sanhao.server.access.domain;

import org.jspecify.annotations.NullMarked;
