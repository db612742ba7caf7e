package io.rmix.http.peer;

/** What RMIX peers say to each other beside the calls of a protocol, at the same port. */
public final class Control {
    /** Below it no service can be exported. */
    public static final String PREFIX = "rmix/control/";

    /** POST of a call id, in ASCII: cancels the call. */
    public static final String CANCEL = "/" + PREFIX + "cancel";

    /** POST of an rmix.v1.LaneFrame, answered by an rmix.v1.LaneAck. */
    public static final String LANE = "/" + PREFIX + "lane";

    public static final String PROTOBUF = "application/x-protobuf";

    /** Content type of a text that says why a control request was refused. */
    static final String REFUSAL = "text/vnd.rmix.refusal; charset=utf-8";

    /** A call of the largest size has its names and its context beside it. */
    static final int FRAME_OVERHEAD = 256 << 10;

    static final int MAX_CALL_ID = 256;

    private Control() {}
}
