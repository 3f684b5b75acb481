package org.sanhao.server.institution;

/** A unit stands under another one on the administrative line, with everything below it; paths are those of its scope. */
public record UnitMoved(UnitId unit, String oldPath, String newPath) {}
