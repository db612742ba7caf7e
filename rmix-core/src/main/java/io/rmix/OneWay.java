package io.rmix;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a method is one-way on protocols that know the notion: the call ends when it is admitted, not when it has run.
 * The method must return void and declare no exception. Any other method can be called one-way too, stub by stub.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OneWay {}
