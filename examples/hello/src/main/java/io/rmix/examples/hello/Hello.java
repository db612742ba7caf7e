package io.rmix.examples.hello;

import io.rmix.Rmix;
import io.rmix.Stub;

public final class Hello {
    public interface Greeter {
        String greet(String name);
    }

    public static void main(String[] args) throws Exception {
        try (Rmix rmix = Rmix.create()) {
            var greeter = rmix.export(
                    Greeter.class,
                    name -> "Hello, " + name,
                    "grpc://127.0.0.1:0/greeter",
                    "soap://127.0.0.1:0/greeter");
            for (var endpoint : greeter.endpoints()) {
                Stub<Greeter> stub = rmix.connect(Greeter.class, endpoint);
                System.out.println(endpoint + ": " + stub.sync().greet("Ada"));
                stub.async(g -> g.greet("Grace"))
                        .thenAccept(System.out::println)
                        .join();
            }
        }
    }

    private Hello() {}
}
