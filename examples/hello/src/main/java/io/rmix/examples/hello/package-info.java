/** The README's first program: {@link io.rmix.examples.hello.Hello}, one interface called over two protocols. */
package io.rmix.examples.hello;
