/**
 * Tells people what a pack says: one page in plain Chinese, the differences between two packs as sentences, and the
 * schema an editor completes and checks with. Everything is made from the records; nothing is written by hand twice.
 */
@NullMarked
package org.sanhao.lang.pack.tell;

import org.jspecify.annotations.NullMarked;
