package io.rmix.http.xml;

/** What arrived is no XML, not the document that is expected, or breaks a bound; the text reads on after "the message". */
public final class MalformedXmlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedXmlException(String problem) {
        super(problem);
    }
}
