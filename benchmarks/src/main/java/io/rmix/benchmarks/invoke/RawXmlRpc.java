package io.rmix.benchmarks.invoke;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.client.XmlRpcClient;
import org.apache.xmlrpc.client.XmlRpcClientConfigImpl;
import org.apache.xmlrpc.server.PropertyHandlerMapping;
import org.apache.xmlrpc.webserver.WebServer;

/** Apache XML-RPC's own client and web server, as they come: a connection for each call. */
final class RawXmlRpc {
    private RawXmlRpc() {}

    /** The handler. */
    public static final class EchoHandler {
        public byte[] echo(byte[] value) {
            return value;
        }
    }

    /** Runs as long as the process. */
    static void serve(int port) throws IOException, XmlRpcException {
        WebServer server = new WebServer(port, InetAddress.getLoopbackAddress());
        PropertyHandlerMapping handlers = new PropertyHandlerMapping();
        handlers.addHandler("echo", EchoHandler.class);
        server.getXmlRpcServer().setHandlerMapping(handlers);
        server.start();
    }

    static XmlRpcClient connect(int port) throws IOException {
        XmlRpcClientConfigImpl config = new XmlRpcClientConfigImpl();
        config.setServerURL(URI.create("http://127.0.0.1:" + port + "/").toURL());
        XmlRpcClient client = new XmlRpcClient();
        client.setConfig(config);
        return client;
    }

    static byte[] echo(XmlRpcClient client, byte[] value) throws XmlRpcException {
        return (byte[]) client.execute("echo.echo", new Object[] {value});
    }
}
