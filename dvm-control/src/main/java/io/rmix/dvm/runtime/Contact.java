package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody to ask, as configured: a member, which is one process with several endpoints, or an address whose name may stand for several processes.
 *
 * <p><b>Threads.</b> With the lock of its {@link Greeter}.
 */
final class Contact {
    private final String name;
    private final boolean founds;
    private final List<Endpoint> endpoints;
    private List<Door> doors = List.of();
    /** Why there are no doors, or not those that there should be. */
    private String trouble = "";

    boolean lookingUp;
    /** Its addresses were found once, or not. */
    private boolean begun;

    private Contact(String name, boolean founds, List<Endpoint> endpoints) {
        this.name = name;
        this.founds = founds;
        this.endpoints = List.copyOf(endpoints);
    }

    /**
     * A configured member.
     *
     * @param endpoints in the order in which links to it use them
     * @param founds whether it founds the DVM
     */
    static Contact member(String name, List<Endpoint> endpoints, boolean founds) {
        return new Contact(name, founds, endpoints);
    }

    /** An address of which it is not known who is there. */
    static Contact address(Endpoint endpoint) {
        return new Contact("", false, List.of(endpoint));
    }

    boolean founds() {
        return founds;
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Whether addresses have to be looked up, each time anew. */
    boolean hasNames() {
        return endpoints.stream().anyMatch(Names::isName);
    }

    List<Door> doors() {
        return doors;
    }

    /** A lookup failed; whom it found before is asked all the same. */
    void unknown(String why) {
        begun = true;
        trouble = why;
    }

    /**
     * Takes over addresses, and makes doors for those that are new.
     *
     * @return doors that lead nowhere any more, to be closed
     */
    List<Door> found(Rmix rmix, List<Endpoint> addresses) {
        begun = true;
        trouble = "";
        List<List<Endpoint>> wanted =
                name.isEmpty() ? addresses.stream().map(List::of).toList() : List.of(addresses);
        List<Door> left = new ArrayList<>(doors);
        List<Door> now = new ArrayList<>();
        for (List<Endpoint> each : wanted) {
            Door known = left.stream()
                    .filter(door -> door.endpoints().equals(each))
                    .findFirst()
                    .orElse(null);
            left.remove(known);
            now.add(known == null ? new Door(rmix, name, each) : known);
        }
        doors = List.copyOf(now);
        return left;
    }

    /** Whether all that can be found behind it have answered or failed once. */
    boolean isTried() {
        return begun && doors.stream().allMatch(door -> door.tried);
    }

    /** Whether there is somebody behind it, and all refuse. */
    boolean refuses() {
        List<Door> others = doors.stream().filter(door -> !door.self).toList();
        return trouble.isEmpty() && !others.isEmpty() && others.stream().allMatch(door -> door.refused);
    }

    /** What was heard, for the operator; empty if nothing worth telling. */
    String report() {
        List<String> texts = new ArrayList<>();
        if (!trouble.isEmpty()) {
            texts.add(trouble);
        }
        for (Door each : doors) {
            if (!each.self) {
                texts.add(each.said.isEmpty() ? label(each.endpoints()) + ", which does not answer" : each.said);
            }
        }
        return texts.isEmpty() ? label(endpoints) + ", where nobody else is" : String.join("; ", texts);
    }

    /** How it is called in messages. */
    String label(List<Endpoint> at) {
        String where = at.get(0).address();
        if (name.isEmpty()) {
            return at.equals(endpoints)
                    ? where
                    : where + " (" + endpoints.get(0).host() + ")";
        }
        return (founds ? "the founder " : "member ") + name + " at " + where;
    }
}
