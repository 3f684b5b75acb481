package org.sanhao.server.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a setting does, in Chinese, for the reference page and for {@code config check}. */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Explained {
    String value();

    /** A value as one would write it. */
    String example() default "";

    /** The smallest whole number that may be written. */
    long least() default Long.MIN_VALUE;

    /** The largest. */
    long most() default Long.MAX_VALUE;

    /** Whether the value opens a door and is never printed. */
    boolean secret() default false;
}
