package io.rmix.benchmarks.invoke;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebService;
import jakarta.xml.ws.Endpoint;
import jakarta.xml.ws.Service;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.concurrent.Executors;
import javax.xml.namespace.QName;

/** A hand-annotated JAX-WS endpoint and its proxy, on the JDK's HTTP server. */
final class RawJaxws {
    private static final String NAMESPACE = "urn:bench";

    /** The service endpoint interface. */
    @WebService(targetNamespace = NAMESPACE)
    public interface SoapEcho {
        @WebMethod
        byte[] echo(@WebParam(name = "value") byte[] value);
    }

    /** The endpoint. */
    @WebService(
            targetNamespace = NAMESPACE,
            serviceName = "EchoService",
            portName = "EchoPort",
            endpointInterface = "io.rmix.benchmarks.invoke.RawJaxws$SoapEcho")
    public static final class SoapEchoBean implements SoapEcho {
        @Override
        public byte[] echo(byte[] value) {
            return value;
        }
    }

    private RawJaxws() {}

    /** Runs as long as the process. */
    static void serve(int port) {
        Endpoint endpoint = Endpoint.create(new SoapEchoBean());
        endpoint.setExecutor(Executors.newCachedThreadPool());
        endpoint.publish("http://127.0.0.1:" + port + "/echo");
    }

    static SoapEcho connect(int port) throws MalformedURLException {
        return Service.create(
                        URI.create("http://127.0.0.1:" + port + "/echo?wsdl").toURL(),
                        new QName(NAMESPACE, "EchoService"))
                .getPort(SoapEcho.class);
    }
}
