/** Requests about printed forms and their scans. */
@NullMarked
package org.sanhao.server.document.web;

import org.jspecify.annotations.NullMarked;
