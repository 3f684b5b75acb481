/**
 * The words of the pack language, version 1: what a campaign says about itself, as records. A campaign is data; nothing
 * here names one. Every record that demands something of somebody carries the paragraph it rests on, and the checker
 * refuses it without. Subpackages read ({@code source}, {@code shape}), judge ({@code check}), compute ({@code rule},
 * {@code score}, {@code missing}) and tell ({@code tell}) these records; they know them, never the other way round.
 */
@NullMarked
package org.sanhao.lang.pack;

import org.jspecify.annotations.NullMarked;
