package org.sanhao.server.postgres;

/** Marks work that nobody waits for, so that it takes its connections from the small pool and never from the users'. */
public final class Background {
    private static final ScopedValue<Boolean> CURRENT = ScopedValue.newInstance();

    private Background() {}

    public static void run(Runnable work) {
        ScopedValue.where(CURRENT, true).run(work);
    }

    static boolean isCurrent() {
        return CURRENT.isBound();
    }
}
