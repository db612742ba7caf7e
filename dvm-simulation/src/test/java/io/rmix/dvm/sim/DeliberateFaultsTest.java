package io.rmix.dvm.sim;

import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.steady.RingRules;
import io.rmix.dvm.protocol.steady.Rules;
import org.junit.jupiter.api.Test;

/** The simulator is worth something only if it finds what is wrong: each wrong rule within 1,000 seeds, by the property it breaks. */
class DeliberateFaultsTest {
    private static final long SEEDS = 1000;

    /** The right rules, for a fault to override one. */
    private static class Right implements Rules {
        private final Rules right = new RingRules();

        @Override
        public boolean stable(long sequence, long stableCounter) {
            return right.stable(sequence, stableCounter);
        }

        @Override
        public boolean complete(long sequence, long stableCounter) {
            return right.complete(sequence, stableCounter);
        }

        @Override
        public boolean precedes(long number, int priority, long otherNumber, int otherPriority) {
            return right.precedes(number, priority, otherNumber, otherPriority);
        }

        @Override
        public long clock(long clock, long number) {
            return right.clock(clock, number);
        }

        @Override
        public boolean lacksTail(long position, long logEnd) {
            return right.lacksTail(position, logEnd);
        }
    }

    @Test
    void deliverBeforeStable() {
        FaultFinder.found(SEEDS, Scenario::of, "agreement|total order", wrong(new Right() {
            @Override
            public boolean stable(long sequence, long stableCounter) {
                return true;
            }

            @Override
            public boolean complete(long sequence, long stableCounter) {
                return true;
            }
        }));
    }

    /** The sender puts the counters of a frame in front of its messages. */
    @Test
    void countersOvertakeData() {
        FaultFinder.found(SEEDS, Scenario::of, "refused|total order|order of numbers|agreement|rounds", new Faults() {
            @Override
            public void tamper(byte[] entries) {
                countersFirst(entries);
            }
        });
    }

    /** With equal numbers the message that came first is delivered first: what is near upstream before what is far, and one's own before all. */
    @Test
    void tiesInOrderOfArrival() {
        FaultFinder.found(SEEDS, Scenario::of, "total order|order of numbers", wrong(new Right() {
            @Override
            public boolean precedes(long number, int priority, long otherNumber, int otherPriority) {
                return number < otherNumber;
            }
        }));
    }

    /** A member takes another's word for what is stable though messages that are there have not come. */
    @Test
    void wordIsBelievedTooEarly() {
        FaultFinder.found(SEEDS, Scenario::of, "total order|order of numbers", wrong(new Right() {
            @Override
            public boolean covers(long received, long receivedThere) {
                return true;
            }
        }));
    }

    /** A member says that everybody has what it has. */
    @Test
    void wordIsGivenTooEarly() {
        FaultFinder.found(SEEDS, Scenario::of, "agreement|rounds|total order", new Faults() {
            @Override
            public Control tamper(Control message) {
                return message instanceof Control.Known known
                        ? new Control.Known(known.received(), known.received())
                        : message;
            }
        });
    }

    @Test
    void lostLastFrameIsNeverPulled() {
        FaultFinder.found(SEEDS, Scenario::of, "liveness", wrong(new Right() {
            @Override
            public boolean lacksTail(long position, long logEnd) {
                return false;
            }
        }));
    }

    /** A member numbers its messages without regard to what it has received. */
    @Test
    void clockIsNotAdvanced() {
        FaultFinder.found(SEEDS, Scenario::of, "total order|order of numbers|causality", wrong(new Right() {
            @Override
            public long clock(long clock, long number) {
                return clock;
            }
        }));
    }

    /** Done goes round with stable, one round too early. */
    @Test
    void doneBeforeStable() {
        FaultFinder.found(SEEDS, Scenario::of, "rounds|.*done is stable", new Faults() {
            @Override
            public void tamper(byte[] entries) {
                doneWithStable(entries);
            }
        });
    }

    /** An application gives deliveries back that it reads later: their bytes are reused. */
    @Test
    void releasedBeforeRead() {
        FaultFinder.found(SEEDS, Scenario::of, "integrity|.*Index", new Faults() {
            @Override
            public int consumedAhead() {
                return 3;
            }
        });
    }

    private static Faults wrong(Rules rules) {
        return new Faults() {
            @Override
            public Rules rules() {
                return rules;
            }
        };
    }

    private static void doneWithStable(byte[] entries) {
        int length;
        for (int at = 0; at < entries.length; at += length) {
            length = Entry.length(entries, at);
            for (int i = 0; Entry.kind(entries, at) == Entry.COUNTERS && i < Entry.pairs(entries, at); i++) {
                int stable = Entry.pairStable(entries, at, i);
                Entry.pair(
                        entries,
                        at,
                        i,
                        Entry.pairOrigin(entries, at, i),
                        Entry.pairFlags(entries, at, i),
                        stable,
                        stable);
            }
        }
    }

    private static void countersFirst(byte[] entries) {
        byte[] sorted = new byte[entries.length];
        int to = copy(entries, sorted, 0, true);
        copy(entries, sorted, to, false);
        System.arraycopy(sorted, 0, entries, 0, entries.length);
    }

    private static int copy(byte[] from, byte[] into, int start, boolean counters) {
        int to = start;
        int length;
        for (int at = 0; at < from.length; at += length) {
            length = Entry.length(from, at);
            if ((Entry.kind(from, at) == Entry.COUNTERS) == counters) {
                System.arraycopy(from, at, into, to, length);
                to += length;
            }
        }
        return to;
    }
}
