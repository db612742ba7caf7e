package io.rmix.testkit;

import io.rmix.Export;
import io.rmix.Limits;
import io.rmix.Rmix;
import io.rmix.Stub;
import java.io.IOException;

/** What the parts of the contract test work with. Everything is closed after the test, latest first. */
public interface Kit {
    Wire wire();

    <C extends AutoCloseable> C closing(C resource);

    Rmix rmix();

    Rmix rmix(Limits limits);

    /** An address without a service that can be bound. */
    String freeAddress();

    Export export(Rmix server, KitService servant) throws IOException;

    /** Exports in one engine and connects in another. */
    Stub<KitService> serve(KitService servant) throws IOException;
}
