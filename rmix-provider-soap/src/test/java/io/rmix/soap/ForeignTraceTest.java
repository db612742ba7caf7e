package io.rmix.soap;

import io.rmix.http.ForeignTraceContract;

class ForeignTraceTest extends ForeignTraceContract {
    ForeignTraceTest() {
        super(new SoapDocuments());
    }
}
