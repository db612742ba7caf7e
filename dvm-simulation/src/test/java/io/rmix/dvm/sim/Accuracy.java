package io.rmix.dvm.sim;

import io.rmix.dvm.View;

/** When a member may be left out though nothing happened to it, by the rules of docs/MEMBERSHIP.md: what is known of it is what others say, to whom something did happen. */
final class Accuracy {
    private Accuracy() {}

    /** Whether it may be left out of the view after its own. */
    static boolean mayGo(SimProcess process, Checker checker, Mishaps mishaps) {
        ViewChecker in = process.view();
        return in != null
                && (isOneOfThree(checker, in.view()) || isBetweenDisturbed(mishaps, in.view(), process.name()));
    }

    /** Where all three that could go on are neighbours, a link that is broken costs one of its ends. */
    private static boolean isOneOfThree(Checker checker, View view) {
        return checker.staying(view) < 3;
    }

    /** Whom both its neighbours report is not waited for, and both were cut off from it. */
    private static boolean isBetweenDisturbed(Mishaps mishaps, View view, String name) {
        int self = view.indexOf(name);
        return mishaps.isDisturbed(view.member(view.predecessor(self)).name())
                && mishaps.isDisturbed(view.member(view.successor(self)).name());
    }
}
