package org.anlan.picture.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A string that nobody words freely, an id, a code or a hash, or a number whose readers the collection's view names:
 * given out as it is. In every other string of a collection phone numbers are hidden from who may not see them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Verbatim {}
