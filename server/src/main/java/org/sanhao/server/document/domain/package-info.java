/** What a form is made of, how it is filled, and how two copies of it differ. */
@NullMarked
package org.sanhao.server.document.domain;

import org.jspecify.annotations.NullMarked;
