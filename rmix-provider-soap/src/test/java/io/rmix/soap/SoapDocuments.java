package io.rmix.soap;

import io.rmix.http.Documents;

/** Calls as envelopes of SOAP 1.1. */
final class SoapDocuments implements Documents {
    static final String NS = "http://testkit.rmix.io/";

    static String envelope(String body) {
        return "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>" + body
                + "</S:Body></S:Envelope>";
    }

    @Override
    public String scheme() {
        return "soap";
    }

    @Override
    public String path() {
        return "/kit";
    }

    @Override
    public String nothing() {
        return envelope("<nothing xmlns=\"" + NS + "\"/>");
    }

    @Override
    public String nothingAnswered() {
        return envelope("<nothingResponse xmlns=\"" + NS + "\"/>");
    }

    @Override
    public String echo(String content) {
        return envelope("<n:echoString xmlns:n=\"" + NS + "\"><value>" + content + "</value></n:echoString>");
    }

    @Override
    public boolean echoes(String answer, String text) {
        return answer.contains("<return>" + text + "</return>");
    }

    @Override
    public boolean refuses(String answer) {
        return answer.startsWith("HTTP/1.1 500 ")
                && answer.contains("<code>INVALID</code><outcome>NOT_INVOKED</outcome>");
    }
}
