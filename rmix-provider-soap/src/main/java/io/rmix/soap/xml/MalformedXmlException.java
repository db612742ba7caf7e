package io.rmix.soap.xml;

/** What arrived is no XML, no envelope, or breaks a bound. */
public final class MalformedXmlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedXmlException(String problem) {
        super(problem);
    }
}
