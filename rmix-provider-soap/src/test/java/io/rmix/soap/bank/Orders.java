package io.rmix.soap.bank;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;

/** A JAX-WS service whose elements are in its namespace, with names and an action of its own. */
@WebService(targetNamespace = Orders.NAMESPACE)
public final class Orders {
    static final String NAMESPACE = "http://example.com/orders?v=1";

    @WebMethod(operationName = "PlaceOrder", action = "http://example.com/orders/PlaceOrder")
    @WebResult(name = "OrderNumber", targetNamespace = NAMESPACE)
    public long place(
            @WebParam(name = "Customer", targetNamespace = NAMESPACE) String customer,
            @WebParam(name = "Lines", targetNamespace = NAMESPACE) List<Line> lines)
            throws SoldOut {
        if (lines == null || lines.isEmpty()) throw new SoldOut("no lines");
        return lines.stream().mapToInt(line -> line.count).sum();
    }

    /** A line of an order. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Line {
        @XmlElement(namespace = NAMESPACE)
        public String article;

        @XmlElement(namespace = NAMESPACE)
        public int count;
    }

    /** Declared. */
    public static final class SoldOut extends Exception {
        private static final long serialVersionUID = 1;

        public SoldOut(String message) {
            super(message);
        }
    }
}
