/** What a row of the template must be, without database. */
@NullMarked
package org.sanhao.server.imports.domain;

import org.jspecify.annotations.NullMarked;
