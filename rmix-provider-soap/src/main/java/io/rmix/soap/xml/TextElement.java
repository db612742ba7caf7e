package io.rmix.soap.xml;

import io.rmix.http.xml.XmlOut;

/** An element with text and no attributes. */
final class TextElement {
    private final byte[] open;
    private final byte[] close;

    TextElement(String name) {
        open = Envelope.bytes("<" + name + ">");
        close = Envelope.bytes("</" + name + ">");
    }

    void write(String text, XmlOut out) {
        out.raw(open);
        out.text(text);
        out.raw(close);
    }
}
