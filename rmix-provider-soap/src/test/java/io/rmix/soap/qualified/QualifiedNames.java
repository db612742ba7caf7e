package io.rmix.soap.qualified;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import java.util.List;

/** A contract whose names on the wire are those of somebody else's service; its package says that elements are qualified. */
@WebService(targetNamespace = "http://example.com/orders?v=1")
public interface QualifiedNames {
    @WebMethod(operationName = "PlaceOrder", action = "http://example.com/orders/PlaceOrder")
    @WebResult(name = "OrderNumber")
    long place(@WebParam(name = "Customer") String customer, @WebParam(name = "Lines") List<Line> lines) throws SoldOut;

    /** A line of an order. */
    record Line(String article, int count) {}

    /** Declared. */
    final class SoldOut extends Exception {
        private static final long serialVersionUID = 1;

        public SoldOut(String message) {
            super(message);
        }
    }
}
