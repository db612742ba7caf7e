package io.rmix.dvm.sim;

import io.rmix.dvm.Identity;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.link.Control;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** All hosts, one process each at a time, and what keeps them from hearing each other. */
final class Network {
    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Faults faults;
    private final Tally tally;
    private final Map<String, SimProcess> processes = new LinkedHashMap<>();
    /** Who is not heard by whom: sender, space, receiver. */
    private final Set<String> cuts = new HashSet<>();

    private long losesPiecesUntil;

    Network(Scenario scenario, Timeline time, SplittableRandom random, Faults faults, Tally tally) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.faults = faults;
        this.tally = tally;
    }

    void add(SimProcess process) {
        processes.put(process.name(), process);
    }

    SimProcess process(String name) {
        SimProcess found = processes.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no process " + name);
        }
        return found;
    }

    Collection<SimProcess> processes() {
        return processes.values();
    }

    /** Nothing of one arrives at the other any more. */
    void cut(String from, String to) {
        cuts.add(from + " " + to);
    }

    void heal() {
        cuts.clear();
    }

    /** One is not heard any more by those that are not in a part, or hears none of them, or both. */
    void cutOff(Collection<String> part, boolean out, boolean in) {
        for (String one : part) {
            for (String other : processes.keySet()) {
                if (out && !part.contains(other)) {
                    cut(one, other);
                }
                if (in && !part.contains(other)) {
                    cut(other, one);
                }
            }
        }
    }

    /** From now on pieces of snapshots get lost, for a while. */
    void losePieces(long nanos) {
        losesPiecesUntil = time.now() + nanos;
    }

    boolean isWhole() {
        return cuts.isEmpty();
    }

    boolean isCut(String from, String to) {
        return !cuts.isEmpty() && cuts.contains(from + " " + to);
    }

    /** Sends a control message: lost, repeated or late now and then. */
    void send(SimProcess from, Identity identity, Control message) {
        send(from.name(), identity.target(), identity, faults.tamper(message));
    }

    /** Sends to a process that is not named. */
    void ask(SimProcess from, Identity identity, Control message) {
        List<String> others = new ArrayList<>(processes.keySet());
        others.remove(from.name());
        if (!others.isEmpty()) {
            send(from.name(), others.get(random.nextInt(others.size())), identity, message);
        }
    }

    private void send(String from, String to, Identity identity, Control message) {
        if (!processes.containsKey(to) || isLost(message)) {
            return;
        }
        int copies = 1;
        if (random.nextInt(50) == 0) {
            tally.hit(Hit.CONTROL_REPEATED);
            copies = 2;
        }
        for (int i = 0; i < copies; i++) {
            long late = 0;
            if (random.nextInt(1000) < scenario.controlLoss()) {
                tally.hit(Hit.CONTROL_LATE);
                late = random.nextLong(5 * scenario.heartbeat());
            }
            time.in(1 + random.nextLong(scenario.delay()) + late, () -> {
                if (!isCut(from, to)) {
                    process(to).feed(new Event.ControlReceived(identity, message));
                }
            });
        }
    }

    private boolean isLost(Control message) {
        if (time.now() < losesPiecesUntil && message.type() == Control.Type.TRANSFER && random.nextBoolean()) {
            tally.hit(Hit.CHUNK_LOST);
            return true;
        }
        if (random.nextInt(1000) < scenario.controlLoss()) {
            tally.hit(Hit.CONTROL_LOST);
            return true;
        }
        return false;
    }
}
