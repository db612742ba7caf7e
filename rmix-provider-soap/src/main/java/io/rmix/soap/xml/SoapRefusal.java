package io.rmix.soap.xml;

/** An envelope that SOAP says must be refused, with a fault code of its own. */
public final class SoapRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final SoapVersion version;
    private final String faultCode;

    SoapRefusal(SoapVersion version, String faultCode, String reason) {
        super(reason);
        this.version = version;
        this.faultCode = faultCode;
    }

    /** In which to answer. */
    public SoapVersion version() {
        return version;
    }

    /** Local name, in the envelope's namespace. */
    public String faultCode() {
        return faultCode;
    }
}
