/**
 * Judges a pack before anybody is bound by it. Each rule looks at one thing and reports every place where it fails, with
 * the cure; a rule that cannot decide stays silent. What is never reported here cannot surprise the evaluators.
 */
@NullMarked
package org.sanhao.lang.pack.check;

import org.jspecify.annotations.NullMarked;
