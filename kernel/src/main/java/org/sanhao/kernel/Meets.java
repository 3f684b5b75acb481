package org.sanhao.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which requirements of {@code docs/requirements.tsv} a test proves, as in {@code @Meets({"S13-R26", "S10-R65"})}. On
 * a class it speaks for all its tests together. {@code ./sanhao coverage} counts a mark only when the test passed. It
 * stands here because this is the one module whose classes the tests of every other module can see.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Meets {
    /** Ids spelled {@code S13-R26}; name what the test would notice broken, nothing more. */
    String[] value();
}
