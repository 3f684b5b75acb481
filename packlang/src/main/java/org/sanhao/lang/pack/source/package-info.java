/**
 * Text in, positioned tree out: YAML read within limits of size, depth and count, every node knowing its file, line and
 * column; and the findings that point at such positions, each with a code that never changes, what is wrong and what to
 * write instead, in Chinese and English. Nothing here throws on bad input.
 */
@NullMarked
package org.sanhao.lang.pack.source;

import org.jspecify.annotations.NullMarked;
