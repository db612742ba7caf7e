package io.rmix.dvm.sim;

import static io.rmix.dvm.sim.FaultFinder.found;
import static io.rmix.dvm.sim.FaultFinder.foundInTheDark;

import io.rmix.dvm.Cut;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.steady.RingRules;
import io.rmix.dvm.protocol.steady.Rules;
import io.rmix.dvm.protocol.view.Holders;
import io.rmix.dvm.protocol.view.Proposal;
import io.rmix.dvm.protocol.view.ViewControl;
import io.rmix.dvm.protocol.view.ViewControl.Promise;
import io.rmix.dvm.protocol.view.ViewRules;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made wrong on purpose in how messages and states get from one view into the next must be found, or the simulation proves little. */
class ViewFlushFaultsTest {
    @Test
    void whoPromisesGoesOn() {
        found(1, "completion|.*a view ends at its cut|agreement|durability|one chain", new ViewRules() {
            @Override
            public boolean freezes() {
                return false;
            }
        });
    }

    @Test
    void theCutIsTheLeastOfAll() {
        found(1, "completion|.*a view ends at its cut|durability", new ViewRules() {
            @Override
            public long cut(long one, long other) {
                return Math.min(one, other);
            }
        });
    }

    @Test
    void promisesSayLessThanThereIs() {
        found(1, "completion|.*a view ends at its cut|durability", new Faults() {
            @Override
            public Control tamper(Control message) {
                return message instanceof Promise promise
                        ? new Promise(
                                promise.ballot(),
                                new Cut(promise.received().last().stream()
                                        .map(each -> Math.max(0, each - 1))
                                        .toList()),
                                promise.accepted(),
                                promise.proposal(),
                                promise.reports())
                        : message;
            }
        });
    }

    @Test
    void acceptedWithoutFetching() {
        // Where nobody has what was accepted, the next coordinator finds no holder to name.
        found(1, "liveness|durability|accuracy|java.lang.IllegalStateException: Accept", new ViewRules() {
            @Override
            public boolean mayAccept(boolean complete) {
                return true;
            }
        });
    }

    @Test
    void installedWithoutFetching() {
        found(1, ".*a view ends at its cut", new ViewRules() {
            @Override
            public boolean mayInstall(boolean complete) {
                return true;
            }
        });
    }

    @Test
    void theViewBeforeIsDroppedAtOnce() {
        found(1, "accuracy|liveness", new ViewRules() {
            @Override
            public boolean mayDropPrevious(boolean installed) {
                return true;
            }
        });
    }

    @Test
    void nobodyServesTheViewBefore() {
        found(1, "accuracy|liveness", new ViewRules() {
            @Override
            public boolean servesPrevious() {
                return false;
            }
        });
    }

    @Test
    void anySnapshotWillDo() {
        found(1, "one state", new ViewRules() {
            @Override
            public boolean checksLabels() {
                return false;
            }
        });
    }

    @Test
    void snapshotsAreLabelledWithOneDeliveryTooMany() {
        found(1, "one state", new Faults() {
            @Override
            public int labelledAhead() {
                return 1;
            }
        });
    }

    @Test
    void onlyThoseThatAreNamedAreAskedForMessages() {
        found(1, "liveness|accuracy", new OnlyNamed());
    }

    /** Of a proposal that is adopted the holders of the ballot that first proposed it are told, who may be gone; nobody else is asked. */
    @Test
    void holdersAreTakenFromAnOldBallot() {
        foundInTheDark("liveness|accuracy", OldHolders::new, OnlyNamed::new);
    }

    private static class OnlyNamed implements Faults {
        @Override
        public ViewRules viewRules() {
            return new ViewRules() {
                @Override
                public boolean asksOthers() {
                    return false;
                }
            };
        }
    }

    private static final class OldHolders extends OnlyNamed {
        private final Map<Proposal, Holders> first = new HashMap<>();

        @Override
        public Control tamper(Control message) {
            if (message instanceof ViewControl.Accept accept) {
                return new ViewControl.Accept(
                        accept.ballot(), accept.proposal(), old(accept.proposal(), accept.holders()));
            }
            return message instanceof ViewControl.Decision decision
                    ? new ViewControl.Decision(decision.proposal(), old(decision.proposal(), decision.holders()))
                    : message;
        }

        private Holders old(Proposal proposal, Holders now) {
            return first.computeIfAbsent(proposal, key -> now);
        }
    }

    @Test
    void whoIsLeftOutGoesAtOnce() {
        found(1, "liveness|accuracy|durability", new ViewRules() {
            @Override
            public boolean staysForAMoment() {
                return false;
            }
        });
    }

    /** The first message of each origin counts as stable when a view begins that is not the first. */
    @Test
    void countersAreResetWrongly() {
        found(1, "rounds|agreement", new Faults() {
            @Override
            public Rules rules() {
                return new RingRules() {
                    @Override
                    public long stableAtStart(long view) {
                        return view > 1 ? 1 : 0;
                    }
                };
            }
        });
    }

    @Test
    void deliveredBeforeItIsStable() {
        found(1, "agreement|durability|same messages|total order", new Faults() {
            @Override
            public Rules rules() {
                return new RingRules() {
                    @Override
                    public boolean stable(long sequence, long stableCounter) {
                        return true;
                    }

                    @Override
                    public boolean complete(long sequence, long stableCounter) {
                        return true;
                    }
                };
            }
        });
    }
}
