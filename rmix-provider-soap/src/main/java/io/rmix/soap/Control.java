package io.rmix.soap;

/** What RMIX peers say to each other beside SOAP, at the same port. */
final class Control {
    /** Below it no service can be exported. */
    static final String PREFIX = "rmix/control/";

    /** POST of a call id, in ASCII: cancels the call. */
    static final String CANCEL = "/" + PREFIX + "cancel";

    /** POST of an rmix.v1.LaneFrame, answered by an rmix.v1.LaneAck. */
    static final String LANE = "/" + PREFIX + "lane";

    static final String PROTOBUF = "application/x-protobuf";

    /** Content type of a text that says why a control request was refused. */
    static final String REFUSAL = "text/vnd.rmix.refusal; charset=utf-8";

    /** A call of the largest size has its names and its context beside it. */
    static final int FRAME_OVERHEAD = 256 << 10;

    static final int MAX_CALL_ID = 256;

    private Control() {}
}
