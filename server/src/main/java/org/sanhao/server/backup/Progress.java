package org.sanhao.server.backup;

/** Tells the person at the console how far a long command is. */
public interface Progress {
    /** Nobody looks. */
    Progress SILENT = new Progress() {
        @Override
        public void stage(String what) {}

        @Override
        public void bytes(long done, long expected) {}
    };

    /** A new part of the work begins. */
    void stage(String what);

    /** @param expected an estimate, 0 when unknown */
    void bytes(long done, long expected);
}
