package io.rmix.dvm.sim;

import io.rmix.dvm.Identity;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.link.Control;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** All hosts, one process each at a time, and what keeps them from hearing each other. */
final class Network {
    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Faults faults;
    private final Map<String, SimProcess> processes = new TreeMap<>();
    /** Who is not heard by whom: sender, space, receiver. */
    private final Set<String> cuts = new HashSet<>();

    Network(Scenario scenario, Timeline time, SplittableRandom random, Faults faults) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.faults = faults;
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

    List<SimProcess> processes() {
        return new ArrayList<>(processes.values());
    }

    /** Nothing of one arrives at the other any more. */
    void cut(String from, String to) {
        cuts.add(from + " " + to);
    }

    void heal() {
        cuts.clear();
    }

    boolean isWhole() {
        return cuts.isEmpty();
    }

    boolean isCut(String from, String to) {
        return cuts.contains(from + " " + to);
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
        boolean gone = !processes.containsKey(to) || random.nextInt(1000) < scenario.controlLoss();
        int copies = gone ? 0 : random.nextInt(50) == 0 ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long late = random.nextInt(1000) < scenario.controlLoss() ? random.nextLong(5 * SimProcess.HEARTBEAT) : 0;
            time.in(1 + random.nextLong(scenario.delay()) + late, () -> {
                if (!isCut(from, to)) {
                    process(to).feed(new Event.ControlReceived(identity, message));
                }
            });
        }
    }
}
