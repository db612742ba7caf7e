package io.rmix.dvm.sim;

import static io.rmix.dvm.sim.FaultFinder.found;
import static io.rmix.dvm.sim.FaultFinder.foundInTheDark;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.view.ViewControl.Promise;
import io.rmix.dvm.protocol.view.ViewRules;
import org.junit.jupiter.api.Test;

/** What is made wrong on purpose in the rules by which members decide which view follows must be found, or the simulation proves little. */
class ViewDecisionFaultsTest {
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
        Faults forgetful = new Faults() {
            @Override
            public Control tamper(Control message) {
                return message instanceof Promise promise
                        ? new Promise(promise.ballot(), promise.received(), Ballot.NONE, null, promise.reports())
                        : message;
            }
        };
        foundInTheDark("one chain|refused|liveness|.*a view ends at its cut", () -> forgetful, () -> Faults.NONE);
    }

    /** A member that gets what it lacked accepts, though it has promised a higher ballot meanwhile. */
    @Test
    void noSecondLookAtThePromise() {
        foundInTheDark("one chain|refused|liveness|durability|.*a view ends at its cut", new ViewRules() {
            @Override
            public boolean looksAgain() {
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
}
