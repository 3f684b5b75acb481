package org.sanhao.server.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says in the contract which words a code on the wire may be: those of the constants of an enum, as written by their
 * {@code wire()} or {@code code()}, else by their names; of a sealed type the names of its records.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface CodesOf {
    Class<?> value();

    /** Words beside those. */
    String[] also() default {};
}
