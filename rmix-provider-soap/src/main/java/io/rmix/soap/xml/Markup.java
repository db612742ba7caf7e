package io.rmix.soap.xml;

/** Constant pieces of envelopes. */
final class Markup {
    private static final byte[] OPEN_11 = Envelope.open(SoapVersion.SOAP_11);
    static final byte[] BODY_OPEN = Envelope.bytes("<S:Body>");
    static final byte[] CLOSE = Envelope.bytes("</S:Body></S:Envelope>");
    private static final byte[] OPEN_12 = Envelope.open(SoapVersion.SOAP_12);

    private Markup() {}

    static byte[] open(SoapVersion version) {
        return version == SoapVersion.SOAP_11 ? OPEN_11 : OPEN_12;
    }
}
