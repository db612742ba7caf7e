package io.rmix.xmlrpc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.apache.xmlrpc.client.XmlRpcClient;
import org.apache.xmlrpc.client.XmlRpcClientConfigImpl;
import org.apache.xmlrpc.server.XmlRpcHandlerMapping;
import org.apache.xmlrpc.server.XmlRpcServerConfigImpl;
import org.apache.xmlrpc.webserver.WebServer;

/** Apache XML-RPC as it comes. */
final class Stock {
    private Stock() {}

    static XmlRpcClient client(int port) throws IOException {
        XmlRpcClientConfigImpl config = new XmlRpcClientConfigImpl();
        config.setServerURL(URI.create("http://127.0.0.1:" + port + "/RPC2").toURL());
        config.setConnectionTimeout(10_000);
        config.setReplyTimeout(30_000);
        XmlRpcClient client = new XmlRpcClient();
        client.setConfig(config);
        return client;
    }

    /** A server at a port of its own. */
    static final class Server implements AutoCloseable {
        private final Bound server;

        /** Tells its port. */
        private static final class Bound extends WebServer {
            Bound() {
                super(0, InetAddress.getLoopbackAddress());
            }

            int boundPort() {
                return serverSocket.getLocalPort();
            }
        }

        /** @param extensions whether the library's own types are on, which they are not by default */
        Server(boolean extensions, XmlRpcHandlerMapping handlers) throws IOException {
            server = new Bound();
            XmlRpcServerConfigImpl config =
                    (XmlRpcServerConfigImpl) server.getXmlRpcServer().getConfig();
            config.setEnabledForExtensions(extensions);
            server.getXmlRpcServer().setHandlerMapping(handlers);
            server.start();
        }

        int port() {
            return server.boundPort();
        }

        @Override
        public void close() {
            server.shutdown();
        }
    }
}
