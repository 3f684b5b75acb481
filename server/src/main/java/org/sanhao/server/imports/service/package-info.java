/** Reads, compares and loads, one file at a time. */
@NullMarked
package org.sanhao.server.imports.service;

import org.jspecify.annotations.NullMarked;
