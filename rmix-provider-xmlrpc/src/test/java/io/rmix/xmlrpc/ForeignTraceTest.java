package io.rmix.xmlrpc;

import io.rmix.http.ForeignTraceContract;

class ForeignTraceTest extends ForeignTraceContract {
    ForeignTraceTest() {
        super(new XmlRpcDocuments());
    }
}
