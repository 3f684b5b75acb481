package org.sanhao.server.signoff;

/** A sheet was put up, signed or sent back; {@code marks} counts its decisions. */
public record SignOffMoved(SignOffId sheet, int marks) {}
