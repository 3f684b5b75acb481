package org.sanhao.lang.pack.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a sealed interface: the key whose value says which record is meant. On each of its records: that value. A missing
 * key means {@link #otherwise()}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Variant {
    String value();

    String otherwise() default "";
}
