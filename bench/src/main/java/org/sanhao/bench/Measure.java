package org.sanhao.bench;

/** One bench. It makes its own ground, cleans up after itself and tells on standard error what it does. */
public interface Measure {
    Result run() throws Exception;
}
