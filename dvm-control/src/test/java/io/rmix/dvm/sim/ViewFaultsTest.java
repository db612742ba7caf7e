package io.rmix.dvm.sim;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Cut;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.ViewMember;
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
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is made wrong on purpose in the rules by which a view follows another must be found, or the simulation proves little. */
class ViewFaultsTest {
    /** So many seeds are looked at, from the first that a fault names: near one that finds it where others would take minutes. */
    private static final long SEEDS = 3000;

    private static void found(long first, String property, ViewRules wrong) {
        found(first, property, () -> new Faults() {
            @Override
            public ViewRules viewRules() {
                return wrong;
            }
        });
    }

    private static void found(long first, String property, Faults faults) {
        found(first, property, () -> faults);
    }

    private static void found(long first, String property, Supplier<Faults> faults) {
        FaultFinder.found(first, SEEDS, Scenario::ofMembership, property, faults, () -> Faults.NONE);
    }

    @Test
    void anyoneIsAQuorum() {
        found(1, "one chain|refused|same messages|one state|durability|accuracy", new ViewRules() {
            @Override
            public boolean isMajority(int answered, int voters, boolean withFirst) {
                return answered > 0;
            }
        });
    }

    @Test
    void halfIsAQuorumWhoeverIsInIt() {
        found(1, "one chain|refused|same messages|one state|durability", new ViewRules() {
            @Override
            public boolean isMajority(int answered, int voters, boolean withFirst) {
                return 2 * answered >= voters;
            }
        });
    }

    @Test
    void learnersVote() {
        found(1, "one chain|refused|liveness|durability|accuracy", new ViewRules() {
            @Override
            public boolean votes(ViewMember member) {
                return true;
            }
        });
    }

    /** A promise given does not bind: neither at once nor when it is looked at again before accepting. */
    @Test
    void promisesAreBroken() {
        found(1, "one chain|refused|durability|same messages|liveness|.*a view ends at its cut", new ViewRules() {
            @Override
            public boolean isAbove(Ballot ballot, Ballot promised) {
                return true;
            }
        });
    }

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
    void whatWasAcceptedIsNotProposedAgain() {
        found(1, "one chain|refused|liveness|.*a view ends at its cut", new ViewRules() {
            @Override
            public boolean adopts() {
                return false;
            }
        });
    }

    @Test
    void acceptedValuesAreForgotten() {
        found(5601, "one chain|refused|liveness|.*a view ends at its cut", new Faults() {
            @Override
            public Control tamper(Control message) {
                return message instanceof Promise promise
                        ? new Promise(promise.ballot(), promise.received(), Ballot.NONE, null, promise.reports())
                        : message;
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
    void nobodyTakesOver() {
        found(1, "liveness", new ViewRules() {
            @Override
            public boolean takesOver() {
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

    /** A process that is started again says that it is the one before, and has forgotten what that one promised, and its state. */
    @Test
    void aRestartedProcessKeepsItsIncarnation() {
        found(1, "liveness|one chain|one state|.*", new Faults() {
            @Override
            public boolean newIncarnation() {
                return false;
            }
        });
    }

    @Test
    void survivorsGoOnInAPartition() {
        found(1, "one chain|refused|same messages|durability|one state|liveness", new Faults() {
            @Override
            public QuorumPolicy policy(QuorumPolicy right) {
                return QuorumPolicy.SURVIVORS;
            }
        });
    }

    /** A member that gets what it lacked accepts, though it has promised a higher ballot meanwhile. */
    @Test
    void noSecondLookAtThePromise() {
        found(1, "one chain|refused|liveness|durability|.*a view ends at its cut", new ViewRules() {
            @Override
            public boolean looksAgain() {
                return false;
            }
        });
    }

    @Test
    void onlyThoseThatAreNamedAreAskedForMessages() {
        found(3501, "liveness|accuracy", new OnlyNamed());
    }

    /** Of a proposal that is adopted the holders of the ballot that first proposed it are told, who may be gone; nobody else is asked. */
    @Test
    void holdersAreTakenFromAnOldBallot() {
        FaultFinder.found(1, SEEDS, Scenario::ofMembership, "liveness|accuracy", OldHolders::new, OnlyNamed::new);
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
