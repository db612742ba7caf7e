package io.rmix.dvm.protocol.link;

import java.nio.charset.StandardCharsets;

/** Entries in words, a line each. */
final class EntryText {
    private EntryText() {}

    static String of(byte[] entries) {
        StringBuilder text = new StringBuilder("Entries:\n");
        int length;
        for (int at = 0; at < entries.length; at += length) {
            length = Entry.length(entries, at);
            text.append("  at ").append(at).append(", ").append(length).append(" bytes: ");
            if (Entry.kind(entries, at) == Entry.COUNTERS) {
                counters(text, entries, at);
            } else {
                message(text, entries, at, length);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void message(StringBuilder text, byte[] entries, int at, int length) {
        String payload = new String(entries, at + Entry.HEADER, length - Entry.HEADER, StandardCharsets.US_ASCII);
        text.append(Entry.kind(entries, at) == Entry.ATOMIC ? "atomic" : "reliable")
                .append(" message of origin ")
                .append(Entry.origin(entries, at))
                .append(", s=")
                .append(Entry.sequence(entries, at))
                .append(", t=")
                .append(Entry.number(entries, at))
                .append(", time ")
                .append(Entry.time(entries, at))
                .append(", payload \"")
                .append(payload)
                .append('"');
    }

    private static void counters(StringBuilder text, byte[] entries, int at) {
        text.append("counters");
        for (int i = 0; i < Entry.pairs(entries, at); i++) {
            text.append(i == 0 ? "" : ";")
                    .append(" origin ")
                    .append(Entry.pairOrigin(entries, at, i))
                    .append(" stable +")
                    .append(Entry.pairStable(entries, at, i))
                    .append(Entry.pairFlags(entries, at, i) == Entry.TOLD ? " (told)" : "")
                    .append(" done +")
                    .append(Entry.pairDone(entries, at, i));
        }
    }
}
