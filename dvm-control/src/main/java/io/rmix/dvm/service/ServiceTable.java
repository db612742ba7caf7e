package io.rmix.dvm.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The services of one member, fed from one total order. Services are kept in the order of their names, byte by byte, so that
 * everything computed over all of them is the same at every member.
 *
 * <p><b>Threads.</b> The member's apply thread, but for {@link #names} and {@link #has}.
 */
public final class ServiceTable {
    private final List<Hosted> services;
    private final List<String> names;

    private record Hosted(byte[] name, ReplicatedService replica) {}

    /**
     * What became of a command.
     *
     * @param answer of the service; empty if it refused
     * @param refusal why, or the empty string
     */
    public record Answer(byte[] answer, String refusal) {
        static Answer refused(String why) {
            return new Answer(new byte[0], why);
        }
    }

    /**
     * A service's state at a position.
     *
     * @param name of the service
     * @param snapshot may be written on any thread
     */
    public record State(String name, ReplicatedService.Snapshot snapshot) {}

    /** @throws IllegalArgumentException if a name occurs twice */
    public ServiceTable(List<? extends HostedService<?>> hosted) {
        List<Hosted> sorted = new ArrayList<>();
        for (HostedService<?> each : hosted) {
            sorted.add(new Hosted(each.name().getBytes(StandardCharsets.US_ASCII), each.replica()));
        }
        sorted.sort(Comparator.comparing(Hosted::name, Arrays::compareUnsigned));
        this.services = List.copyOf(sorted);
        this.names = services.stream()
                .map(each -> new String(each.name(), StandardCharsets.US_ASCII))
                .toList();
        for (int i = 1; i < names.size(); i++) {
            if (names.get(i).equals(names.get(i - 1))) {
                throw new IllegalArgumentException("two services are named '" + names.get(i) + "'");
            }
        }
    }

    /** Names of the services, sorted. */
    public List<String> names() {
        return names;
    }

    /** Whether there is a service of that name. */
    public boolean has(String name) {
        return names.contains(name);
    }

    /**
     * Applies the command in a message's payload, if it is one: copies it out for the service.
     *
     * @return the service's answer; a refusal if the payload names no service of this member
     * @throws ServiceFailedException if the service failed with an error: what it holds now may be different from what the others hold
     */
    public Answer apply(CommandContext context, byte[] array, int offset, int length) {
        int start = Envelope.commandOffset(array, offset, length);
        if (start < 0) {
            return Answer.refused("the message at position " + context.position() + " is no command");
        }
        for (Hosted each : services) {
            if (Envelope.isFor(each.name(), array, offset)) {
                return apply(each, context, Arrays.copyOfRange(array, start, offset + length));
            }
        }
        String name = new String(array, offset + 2, start - offset - 2, StandardCharsets.US_ASCII);
        return Answer.refused("no service is named '" + name + "'; this DVM has " + names);
    }

    private static Answer apply(Hosted service, CommandContext context, byte[] command) {
        context.enter();
        try {
            return new Answer(service.replica().apply(context, command), "");
        } catch (RuntimeException e) {
            return Answer.refused(e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (Error e) {
            String name = new String(service.name(), StandardCharsets.US_ASCII);
            throw new ServiceFailedException(
                    "service '" + name + "' failed at position " + context.position() + ": " + e, e);
        } finally {
            CommandContext.leave();
        }
    }

    /**
     * Replaces the state of all services.
     *
     * @param states canonical snapshots by name
     * @throws IOException if the services are others, or one cannot read its state; the member is then discarded
     */
    public void restore(Map<String, byte[]> states) throws IOException {
        if (!List.copyOf(states.keySet()).equals(names)) {
            throw new IOException("the state is that of services " + states.keySet() + "; this member has " + names);
        }
        for (int i = 0; i < names.size(); i++) {
            byte[] state = states.getOrDefault(names.get(i), new byte[0]);
            services.get(i).replica().restore(new ByteArrayInputStream(state));
        }
    }

    /** Snapshots of all services as they are now, in the order of their names. */
    public List<State> snapshot() {
        List<State> states = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            states.add(new State(names.get(i), services.get(i).replica().snapshot()));
        }
        return states;
    }
}
