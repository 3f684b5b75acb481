package org.sanhao.server.dashboard.domain;

/**
 * Something the read models had wrong.
 *
 * @param kind enrolment, clause, case or sum
 * @param subject ids only
 */
public record Difference(String kind, String subject, String expected, String found, String scopePath) {}
