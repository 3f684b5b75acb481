package org.sanhao.lang.pack;

import org.sanhao.lang.pack.shape.Variant;

/**
 * What a result is computed from. Language 1 has one kind: graded clauses. Points, targets, ballots and surveys, projects
 * and tasks take their places here when they are built, each with its own record.
 */
@Variant(value = "scoring", otherwise = "clauses")
public sealed interface Scheme permits Standard {}
