package io.rmix.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** Bytes allocated by this process: a sum over its threads that never shrinks when one of them ends. */
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<Long, Long> seen = new HashMap<>();

    /** Since the JVM began; what a thread allocated between the last look and its end is missed. */
    public synchronized long total() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) if (bytes[i] >= 0) seen.put(ids[i], bytes[i]);
        return seen.values().stream().mapToLong(Long::longValue).sum();
    }
}
