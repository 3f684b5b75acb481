/**
 * What the person who runs the product may set: every key with its type, its default and a sentence about it, taken from
 * the records that receive the values, and the check of a file against them. Knows no business word.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.sanhao.server.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
