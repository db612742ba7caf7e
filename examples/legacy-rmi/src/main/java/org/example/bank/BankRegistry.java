package org.example.bank;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;

/** A registry in a process of its own, as the JDK's rmiregistry, but on loopback only. Argument: its port. */
public final class BankRegistry {
    private BankRegistry() {}

    public static void main(String[] args) throws Exception {
        Registry registry = LocateRegistry.createRegistry(
                Integer.parseInt(args[0]), null, port -> new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
        System.out.println("READY");
        synchronized (registry) {
            registry.wait();
        }
    }
}
