/**
 * What of the requirements is met, and by what. Requirements come from {@code docs/requirements.tsv}; marks from the
 * packs and from the tests of every module, Java and web. A mark of a test is worth what the last report of that test
 * says; a mark of a pack what its check says. Nothing here runs a test or loads a test class: reports and class files
 * are read as they lie in the build folders.
 */
@NullMarked
package org.sanhao.cli.coverage;

import org.jspecify.annotations.NullMarked;
