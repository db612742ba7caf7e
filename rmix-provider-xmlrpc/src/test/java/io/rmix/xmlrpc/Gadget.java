package io.rmix.xmlrpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** An object that notices when it is deserialised: what an attacker would put there does more. */
final class Gadget extends Exception {
    static final AtomicInteger DESERIALISED = new AtomicInteger();

    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        DESERIALISED.incrementAndGet();
    }

    static String base64() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Gadget());
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
