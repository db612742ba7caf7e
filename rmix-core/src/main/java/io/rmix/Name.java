package io.rmix;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name that something has on the wire, where the Java name does not do.
 *
 * <ul>
 *   <li>On a service interface: the contract's name, dotted, such as {@code bank.v1.Accounts}.
 *   <li>On a method: the operation's name in lowerCamel. Overloads need one, at all but at most one of them.
 *   <li>On a parameter or record component: the field's name, also where classes are compiled without {@code -parameters}.
 *   <li>On a record, enum or exception: the type's name in UpperCamel, where two of one contract share a simple name.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Name {
    /** The name; a letter first, then letters, digits and, in a contract's name, dots. */
    String value();
}
