package io.rmix.dvm.sim;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.view.ViewRules;

/** Rules of members that begin ballots of their own much too early, which is safe, and makes rivals. */
record ImpatientRules(ViewRules rules) implements ViewRules {
    @Override
    public boolean votes(ViewMember member) {
        return rules.votes(member);
    }

    @Override
    public boolean isMajority(int answered, int voters, boolean withFirst) {
        return rules.isMajority(answered, voters, withFirst);
    }

    @Override
    public boolean isAbove(Ballot ballot, Ballot promised) {
        return rules.isAbove(ballot, promised);
    }

    @Override
    public boolean freezes() {
        return rules.freezes();
    }

    @Override
    public boolean adopts() {
        return rules.adopts();
    }

    @Override
    public long cut(long one, long other) {
        return rules.cut(one, other);
    }

    @Override
    public boolean mayAccept(boolean complete) {
        return rules.mayAccept(complete);
    }

    @Override
    public boolean looksAgain() {
        return rules.looksAgain();
    }

    @Override
    public boolean asksOthers() {
        return rules.asksOthers();
    }

    @Override
    public boolean staysForAMoment() {
        return rules.staysForAMoment();
    }

    @Override
    public boolean mayInstall(boolean complete) {
        return rules.mayInstall(complete);
    }

    @Override
    public boolean mayDropPrevious(boolean installed) {
        return rules.mayDropPrevious(installed);
    }

    @Override
    public boolean takesOver() {
        return rules.takesOver();
    }

    @Override
    public int patience(int ticks) {
        return rules.patience(ticks) / 16;
    }

    @Override
    public boolean standsBack() {
        return false;
    }

    @Override
    public boolean reminds() {
        return rules.reminds();
    }

    @Override
    public boolean servesPrevious() {
        return rules.servesPrevious();
    }

    @Override
    public boolean forgetsReports() {
        return rules.forgetsReports();
    }

    @Override
    public boolean leavesOutReplaced() {
        return rules.leavesOutReplaced();
    }

    @Override
    public boolean checksLabels() {
        return rules.checksLabels();
    }
}
