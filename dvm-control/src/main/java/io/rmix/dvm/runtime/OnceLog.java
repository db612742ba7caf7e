package io.rmix.dvm.runtime;

import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;

/** Logs each text once, for what a peer may repeat as often as it likes; remembers the last texts only. */
final class OnceLog {
    private static final int REMEMBERED = 256;

    private final Logger log;
    private final Set<String> seen = new LinkedHashSet<>();

    OnceLog(Logger log) {
        this.log = log;
    }

    synchronized void warn(String text) {
        if (!seen.add(text)) {
            return;
        }
        if (seen.size() > REMEMBERED) {
            seen.remove(seen.iterator().next());
        }
        log.warn("{}", text);
    }
}
