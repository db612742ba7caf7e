package io.rmix.soap.xml;

import com.ctc.wstx.api.ReaderConfig;
import java.lang.reflect.Field;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Woodstox leaves behind in a thread: buffers for its next document, held softly. A thread that outlives the provider would keep the classes
 * of both in memory until that runs short. Woodstox has no way to take them back but its field.
 */
public final class ParserBuffers {
    private static final Logger LOG = LoggerFactory.getLogger(ParserBuffers.class);

    private ParserBuffers() {}

    /** Leaves nothing in this thread. */
    public static void leaveThread() {
        try {
            Field buffers = ReaderConfig.class.getDeclaredField("mRecyclerRef");
            buffers.setAccessible(true);
            ((ThreadLocal<?>) buffers.get(null)).remove();
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug(
                    "Woodstox's buffers stay in {}: {}", Thread.currentThread().getName(), e.toString());
        }
    }
}
