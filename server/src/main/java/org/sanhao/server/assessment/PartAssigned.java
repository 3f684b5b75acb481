package org.sanhao.server.assessment;

import java.time.Instant;

/** A part of a sheet was handed to somebody, to somebody else, or to nobody any more. */
public record PartAssigned(SheetId sheet, String part, int version, Instant at) {}
