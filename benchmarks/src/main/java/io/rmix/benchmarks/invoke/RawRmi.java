package io.rmix.benchmarks.invoke;

import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;

/** Plain java.rmi. */
final class RawRmi {
    /** The remote interface. */
    public interface RemoteEcho extends Remote {
        byte[] echo(byte[] value) throws RemoteException;
    }

    /** Held here, for the registry holds a stub only. */
    private static final RemoteEcho SERVANT = value -> value;

    private RawRmi() {}

    /** Runs as long as the process. */
    static void serve(int port) throws RemoteException {
        Registry registry = LocateRegistry.createRegistry(port);
        registry.rebind("echo", UnicastRemoteObject.exportObject(SERVANT, 0));
    }

    static RemoteEcho connect(int port) throws RemoteException, NotBoundException {
        return (RemoteEcho) LocateRegistry.getRegistry("127.0.0.1", port).lookup("echo");
    }
}
