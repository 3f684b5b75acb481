package org.sanhao.server.institution;

/**
 * A person now belongs to another unit; told in the transaction of the change.
 *
 * @param scopePath where the person stands from now on
 */
public record PersonMoved(PersonId person, String scopePath) {}
