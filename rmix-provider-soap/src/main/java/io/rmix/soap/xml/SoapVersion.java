package io.rmix.soap.xml;

import org.jspecify.annotations.Nullable;

/** The versions of SOAP that are understood; requests are 1.1 unless links say otherwise, answers go in the version of the request. */
public enum SoapVersion {
    /** Of requests, as a rule. */
    SOAP_11("http://schemas.xmlsoap.org/soap/envelope/", "text/xml", "Client", "Server"),
    /** Of requests where links say so. */
    SOAP_12("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml", "Sender", "Receiver");

    private final String namespace;
    private final String mediaType;
    private final String sender;
    private final String receiver;

    SoapVersion(String namespace, String mediaType, String sender, String receiver) {
        this.namespace = namespace;
        this.mediaType = mediaType;
        this.sender = sender;
        this.receiver = receiver;
    }

    /** Of the envelope. */
    public String namespace() {
        return namespace;
    }

    /** Content type of messages, with the charset in which they are written. */
    public String contentType() {
        return mediaType + "; charset=utf-8";
    }

    /** Lines of a request's head that name the version and the action, each with its end; without an action SOAP 1.2 names none. */
    public String headers(String action) {
        if (this == SOAP_11) return "Content-Type: " + contentType() + "\r\nSOAPAction: \"" + action + "\"\r\n";
        return "Content-Type: " + contentType() + (action.isEmpty() ? "" : "; action=\"" + action + "\"") + "\r\n";
    }

    /** Content type without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** The fault code that says that the message was wrong, or that its receiver failed. */
    String faultCode(boolean sendersFault) {
        return sendersFault ? sender : receiver;
    }

    static @Nullable SoapVersion of(String namespace) {
        for (SoapVersion version : values()) if (version.namespace.equals(namespace)) return version;
        return null;
    }

    /** The version whose content type it is, or null. */
    public static @Nullable SoapVersion ofContentType(String contentType) {
        int end = contentType.indexOf(';');
        String media = (end < 0 ? contentType : contentType.substring(0, end)).strip();
        for (SoapVersion version : values()) if (version.mediaType.equalsIgnoreCase(media)) return version;
        return null;
    }
}
