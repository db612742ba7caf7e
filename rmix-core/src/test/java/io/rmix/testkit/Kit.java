package io.rmix.testkit;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.Limits;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the parts of the contract test work with. Everything is closed after the test, latest first. */
public interface Kit {
    Wire wire();

    <C extends AutoCloseable> C closing(C resource);

    Rmix rmix();

    Rmix rmix(Limits limits);

    /** An address without a service that can be bound. */
    String freeAddress();

    Export export(Rmix server, KitService servant) throws IOException;

    /** Of an object that is exported on this host at these endpoints. */
    default RemoteRef ref(Endpoint... endpoints) throws IOException {
        String host = export(rmix(), new KitServant()).ref().host();
        List<String> contracts = List.of(KitService.class.getCanonicalName());
        List<RemoteRef.Entry> entries = new ArrayList<>();
        for (Endpoint each : endpoints) entries.add(new RemoteRef.Entry(each, contracts));
        return new RemoteRef(UUID.randomUUID(), host, entries);
    }

    /** Exports in one engine and connects in another. */
    Stub<KitService> serve(KitService servant) throws IOException;
}
