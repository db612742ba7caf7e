package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.spi.LaneCall;
import io.rmix.spi.LaneWire;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stub, as its lanes need it. */
interface LaneOpener {
    /** Where calls go now, held for the caller; null once the stub has ended. */
    @Nullable Attachment enter();

    /** Whether that is still where calls go. */
    boolean isAt(Attachment place);

    /** Goes on to an endpoint that has not been tried; false if there is none. Adds to those tried. */
    boolean failOver(Attachment failed, Set<Endpoint> tried);

    LaneWire open(Attachment place, LaneWire.Listener listener);

    InvocationException failure(Endpoint endpoint, LaneCall call, Code code, Outcome outcome, String reason);

    /** Of a call that has not been sent. */
    InvocationException refusal(LaneCall call, Code code, String reason);
}
