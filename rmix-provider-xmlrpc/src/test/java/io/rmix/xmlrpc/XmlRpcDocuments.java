package io.rmix.xmlrpc;

import io.rmix.http.Documents;

/** Calls as documents of XML-RPC. */
final class XmlRpcDocuments implements Documents {
    /** The code of a fault that refuses a document. */
    static final int MALFORMED = -32700;

    static String call(String method, String params) {
        return "<methodCall><methodName>kit." + method + "</methodName><params>" + params + "</params></methodCall>";
    }

    static String param(String value) {
        return "<param><value>" + value + "</value></param>";
    }

    static boolean isFault(String answer, int code) {
        return answer.startsWith("HTTP/1.1 200 ")
                && answer.contains("<fault><value><struct>")
                && answer.contains("<value><i4>" + code + "</i4></value>");
    }

    @Override
    public String scheme() {
        return "xmlrpc";
    }

    @Override
    public String path() {
        return "/RPC2";
    }

    @Override
    public String nothing() {
        return call("nothing", "");
    }

    @Override
    public String nothingAnswered() {
        return Answers.result("<boolean>1</boolean>");
    }

    @Override
    public String echo(String content) {
        return call("echoString", param(content));
    }

    @Override
    public boolean echoes(String answer, String text) {
        return answer.contains("<value>" + text + "</value>");
    }

    @Override
    public boolean refuses(String answer) {
        return isFault(answer, MALFORMED);
    }
}
