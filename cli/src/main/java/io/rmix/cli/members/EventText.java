package io.rmix.cli.members;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmix.cli.Printable;
import io.rmix.dvm.runtime.MemberEvent;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes events, a line each: for people, or as JSON Lines. */
final class EventText {
    /** A member is watched from now on. */
    static final String WATCHING = "watching";
    /** Events of it are not remembered any more; the value says how many. */
    static final String MISSED = "missed";
    /** Nobody answers. */
    static final String SILENCE = "silence";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final ObjectMapper mapper = new ObjectMapper();
    private final PrintStream out;
    private final boolean json;

    EventText(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** What the command itself has to say of a member that it watches. */
    void own(String kind, String at, long view, String value, String detail, List<String> members)
            throws JsonProcessingException {
        print(at, new MemberEvent(0, Instant.now(), kind, view, "", value, detail, members));
    }

    /** An event of the member that is watched. */
    void print(String at, MemberEvent event) throws JsonProcessingException {
        out.println(json ? json(at, event) : Printable.of(TIME.format(event.time()) + " " + at + "  " + text(event)));
        out.flush();
    }

    /** Whether nobody reads any more. */
    boolean isBroken() {
        return out.checkError();
    }

    private String json(String at, MemberEvent event) throws JsonProcessingException {
        ObjectNode line = mapper.createObjectNode();
        line.put("time", event.time().toString());
        line.put("at", at);
        line.put("kind", event.kind());
        line.put("view", event.view());
        line.put("member", event.member());
        line.put("value", event.value());
        line.put("detail", event.detail());
        event.members().forEach(line.putArray("members")::add);
        return mapper.writeValueAsString(line);
    }

    private static String text(MemberEvent event) {
        String who = event.member();
        return switch (event.kind()) {
            case MemberEvent.VIEW -> view(event);
            case MemberEvent.JOINED -> who + " joins as " + event.value().toLowerCase(Locale.ROOT);
            case MemberEvent.VOTES -> who + " has the state, and a vote";
            case MemberEvent.LEFT -> who + " is in the view no more";
            case MemberEvent.SUSPECTED -> who + " is suspected: " + event.detail();
            case MemberEvent.CLEARED -> who + " is suspected no more";
            case MemberEvent.STATE -> "is " + event.value() + (event.detail().isEmpty() ? "" : ": " + event.detail());
            case MemberEvent.LINK -> "link " + event.value() + " " + event.detail();
            case WATCHING -> "watched " + event.detail() + ", " + view(event);
            case MISSED -> event.value() + " events were missed";
            default -> event.kind() + " " + who + " " + event.value() + " " + event.detail();
        };
    }

    private static String view(MemberEvent event) {
        return event.view() == 0 ? "in no view yet" : "view " + event.view() + ": " + String.join(" ", event.members());
    }
}
