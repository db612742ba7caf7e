package io.rmix.xmlrpc.xml;

import io.rmix.http.xml.MalformedXmlException;
import java.util.Map;
import org.apache.xmlrpc.parser.XmlRpcResponseParser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** The library's, which gets no more of a fault than its code and its text: it would deserialise a third member. */
final class ResponseParser extends XmlRpcResponseParser {
    private @Nullable Object value;
    private int results;

    ResponseParser() {
        super(DocumentReader.CONFIG, Types.FACTORY);
    }

    @Override
    protected void addResult(Object result) throws SAXException {
        if (++results > 1) throw new MalformedXmlException("has more than one result");
        if (isSuccess()) {
            value = result;
            return;
        }
        if (!(result instanceof Map<?, ?> fault)) throw new MalformedXmlException("has a fault that is no struct");
        if (!(fault.get("faultCode") instanceof Integer code) || !(fault.get("faultString") instanceof String text))
            throw new MalformedXmlException("has a fault without faultCode and faultString");
        super.addResult(Map.of("faultCode", code, "faultString", text));
    }

    DocumentReader.Response response() {
        if (isSuccess()) return new DocumentReader.Response.Result(value);
        return new DocumentReader.Response.Fault(getErrorCode(), getErrorMessage());
    }
}
