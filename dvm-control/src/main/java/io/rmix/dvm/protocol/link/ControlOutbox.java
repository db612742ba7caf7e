package io.rmix.dvm.protocol.link;

import java.util.ArrayList;
import java.util.List;

/** Control messages that wait for the end of the burst. */
public final class ControlOutbox {
    /**
     * A message and its receiver.
     *
     * @param target ring index
     * @param message what to say
     */
    public record Item(int target, Control message) {}

    private final List<Item> items = new ArrayList<>();

    /** Adds a message. */
    public void tell(int target, Control message) {
        items.add(new Item(target, message));
    }

    /** What waits, in order. The caller clears it. */
    public List<Item> items() {
        return items;
    }
}
