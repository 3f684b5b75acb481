package org.sanhao.server.institution;

/** A person was taken off the register; told in the transaction of the change. */
public record PersonLeft(PersonId person) {}
