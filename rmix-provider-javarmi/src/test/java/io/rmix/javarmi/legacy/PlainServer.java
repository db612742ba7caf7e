package io.rmix.javarmi.legacy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;

/** Exports an account as programs have done for ever, until its standard input ends. Argument: the registry's port, or 0. */
public final class PlainServer {
    private PlainServer() {}

    public static void main(String[] args) throws Exception {
        int[] port = new int[1];
        Registry registry = LocateRegistry.createRegistry(Integer.parseInt(args[0]), null, wanted -> {
            ServerSocket socket = listen(wanted);
            port[0] = socket.getLocalPort();
            return socket;
        });
        Remote servant = new AccountServant();
        Remote stub = UnicastRemoteObject.exportObject(servant, 0, null, PlainServer::listen);
        registry.bind("account", stub);
        System.out.println("READY " + port[0]);
        while (System.in.read() >= 0) continue;
        System.exit(0);
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }
}
