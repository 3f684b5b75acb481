/**
 * The one canonical form of a pack: JSON of the whole pack with its standards by the JSON Canonicalization Scheme (RFC
 * 8785). It does not change when the YAML is reformatted, reordered or split into other files; it changes whenever the
 * meaning does. What is published is this form and its hash.
 */
@NullMarked
package org.sanhao.lang.pack.canonical;

import org.jspecify.annotations.NullMarked;
