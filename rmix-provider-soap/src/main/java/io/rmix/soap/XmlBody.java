package io.rmix.soap;

import io.rmix.http.HttpResponse;
import io.rmix.soap.xml.XmlOut;

/** An envelope as the body of an answer. */
record XmlBody(XmlOut xml) implements HttpResponse.Body {
    @Override
    public int size() {
        return xml.size();
    }

    @Override
    public int prepend(byte[] head) {
        return xml.prepend(head);
    }

    @Override
    public byte[] array() {
        return xml.array();
    }

    @Override
    public int end() {
        return xml.end();
    }
}
