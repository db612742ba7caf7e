package io.rmix.javarmi;

import java.io.IOException;

/** An object that takes calls as any Java RMI makes them. */
interface Skeleton {
    /**
     * Reads the arguments and executes.
     *
     * @param in after the call's header
     * @param operation number of the method, or {@link Jrmp#BY_HASH}
     * @param hash of the method, or of the interface
     * @return the whole answer
     * @throws java.rmi.RemoteException if it does not execute the call; arguments may be left unread
     * @throws IOException if the arguments cannot be read
     */
    byte[] serve(MarshalInput in, int operation, long hash, String peer) throws IOException, ClassNotFoundException;
}
