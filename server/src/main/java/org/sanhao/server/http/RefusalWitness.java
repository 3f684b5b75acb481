package org.sanhao.server.http;

import org.sanhao.kernel.Refusal;

/** Is told of every refusal before it goes out, outside any transaction. */
@FunctionalInterface
public interface RefusalWitness {

    void refused(Refusal refusal);
}
