package io.rmix.dvm.sim;

import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkLog;
import java.util.Arrays;
import java.util.List;

/** Overwrites what a core has released at once, as new entries would only much later: who still reads it finds out. */
final class Spoiler {
    private final List<LinkLog> logs;
    private final long[] spoiled;

    Spoiler(List<LinkLog> logs) {
        this.logs = logs;
        this.spoiled = new long[logs.size()];
    }

    void spoil() {
        for (int i = 0; i < spoiled.length; i++) {
            LinkLog log = logs.get(i);
            while (spoiled[i] < log.tail()) {
                int at = log.offset(spoiled[i]);
                int length = Entry.length(log.bytes(), at);
                Arrays.fill(log.bytes(), at, at + length, (byte) 0x55);
                spoiled[i] += length;
            }
        }
    }
}
