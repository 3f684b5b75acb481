package org.sanhao.lang.pack.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value (each element of a list, each key of a map) names something declared elsewhere in the same document; the
 * checker resolves it without knowing the record.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Refers {
    /** The kind of thing named, as the document's owner calls it. */
    String value();
}
