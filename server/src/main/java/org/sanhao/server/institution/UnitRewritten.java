package org.sanhao.server.institution;

/** A unit has another name, another type, or is no longer there: struck, or merged into another one. */
public record UnitRewritten(UnitId unit) {}
