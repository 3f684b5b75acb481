package org.sanhao.server.jobs;

/**
 * Work that comes again. A bean of this type is all a module needs to have one.
 *
 * <p>A job may be cut off anywhere and run again, on another node too: it asks what is due and does each piece in a
 * transaction of its own, which names its scope like every other. It carries no scope it could forget to narrow.
 */
public interface Job {
    /** What its row is called, for ever: small letters and hyphens. */
    String name();

    Times times();

    /** One run, on a thread and connections of the background. What it throws is logged, kept and tried again. */
    void run();
}
