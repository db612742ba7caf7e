package io.rmix.dvm.sim;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Cut;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.steady.RingRules;
import io.rmix.dvm.protocol.steady.Rules;
import io.rmix.dvm.protocol.view.ViewControl.Promise;
import io.rmix.dvm.protocol.view.ViewRules;
import org.junit.jupiter.api.Test;

/** What is made wrong on purpose in the rules by which a view follows another must be found, or the simulation proves little. */
class ViewFaultsTest {
    private static final long SEEDS = 3000;

    private static void found(String property, ViewRules wrong) {
        found(property, new Faults() {
            @Override
            public ViewRules viewRules() {
                return wrong;
            }
        });
    }

    private static void found(String property, Faults faults) {
        FaultFinder.found(SEEDS, Scenario::ofMembership, property, faults);
    }

    @Test
    void anyoneIsAQuorum() {
        found("one chain|refused|same messages|one state|durability|accuracy", new ViewRules() {
            @Override
            public boolean isMajority(int answered, int voters, boolean withFirst) {
                return answered > 0;
            }
        });
    }

    @Test
    void halfIsAQuorumWhoeverIsInIt() {
        found("one chain|refused|same messages|one state|durability", new ViewRules() {
            @Override
            public boolean isMajority(int answered, int voters, boolean withFirst) {
                return 2 * answered >= voters;
            }
        });
    }

    @Test
    void learnersVote() {
        found("one chain|refused|liveness|durability|accuracy", new ViewRules() {
            @Override
            public boolean votes(ViewMember member) {
                return true;
            }
        });
    }

    /** A promise given does not bind: neither at once nor when it is looked at again before accepting. */
    @Test
    void promisesAreBroken() {
        found("one chain|refused|durability|same messages|liveness|.*a view ends at its cut", new ViewRules() {
            @Override
            public boolean isAbove(Ballot ballot, Ballot promised) {
                return true;
            }
        });
    }

    @Test
    void whoPromisesGoesOn() {
        found("completion|.*a view ends at its cut|agreement|durability|one chain", new ViewRules() {
            @Override
            public boolean freezes() {
                return false;
            }
        });
    }

    @Test
    void whatWasAcceptedIsNotProposedAgain() {
        found("one chain|refused|liveness|.*a view ends at its cut", new ViewRules() {
            @Override
            public boolean adopts() {
                return false;
            }
        });
    }

    @Test
    void acceptedValuesAreForgotten() {
        found("one chain|refused|liveness|.*a view ends at its cut", new Faults() {
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
        found("completion|.*a view ends at its cut|durability", new ViewRules() {
            @Override
            public long cut(long one, long other) {
                return Math.min(one, other);
            }
        });
    }

    @Test
    void promisesSayLessThanThereIs() {
        found("completion|.*a view ends at its cut|durability", new Faults() {
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
        found("liveness|durability|accuracy|java.lang.IllegalStateException: Accept", new ViewRules() {
            @Override
            public boolean mayAccept(boolean complete) {
                return true;
            }
        });
    }

    @Test
    void installedWithoutFetching() {
        found(".*a view ends at its cut", new ViewRules() {
            @Override
            public boolean mayInstall(boolean complete) {
                return true;
            }
        });
    }

    @Test
    void theViewBeforeIsDroppedAtOnce() {
        found("accuracy|liveness", new ViewRules() {
            @Override
            public boolean mayDropPrevious(boolean installed) {
                return true;
            }
        });
    }

    @Test
    void nobodyServesTheViewBefore() {
        found("accuracy|liveness", new ViewRules() {
            @Override
            public boolean servesPrevious() {
                return false;
            }
        });
    }

    @Test
    void nobodyTakesOver() {
        found("liveness", new ViewRules() {
            @Override
            public boolean takesOver() {
                return false;
            }
        });
    }

    @Test
    void anySnapshotWillDo() {
        found("one state", new ViewRules() {
            @Override
            public boolean checksLabels() {
                return false;
            }
        });
    }

    @Test
    void snapshotsAreLabelledWithOneDeliveryTooMany() {
        found("one state", new Faults() {
            @Override
            public int labelledAhead() {
                return 1;
            }
        });
    }

    /** A process that is started again says that it is the one before, and has forgotten what that one promised, and its state. */
    @Test
    void aRestartedProcessKeepsItsIncarnation() {
        found("liveness|one chain|one state|.*", new Faults() {
            @Override
            public boolean newIncarnation() {
                return false;
            }
        });
    }

    @Test
    void survivorsGoOnInAPartition() {
        found("one chain|refused|same messages|durability|one state|liveness", new Faults() {
            @Override
            public QuorumPolicy policy(QuorumPolicy right) {
                return QuorumPolicy.SURVIVORS;
            }
        });
    }

    @Test
    void deliveredBeforeItIsStable() {
        found("agreement|durability|same messages|total order", new Faults() {
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
