package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.protocol.link.Control;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is stable as members tell each other directly, so that it need not go all the way round a ring that has little to carry. A member says what it has received of
 * every origin, and what of that it knows to be stable. Whoever has received as much may take those stable counters for its own: everybody has these messages, and whatever is
 * delivered before them had been received where they were known to be stable.
 *
 * <p>Where the second round starts the word goes to the predecessor too, and from member to member until it meets the counters that go forward.
 */
final class Hearsay {
    /** In larger views counters go round. */
    private static final int LARGEST = 8;

    private final int size;
    private final int self;
    private final Rules rules;
    private final Counters counters;
    private final long[] heard;
    private Control.@Nullable Known waiting;
    private boolean due;

    Hearsay(int size, int self, Rules rules, Counters counters) {
        this.size = size;
        this.self = self;
        this.rules = rules;
        this.counters = counters;
        this.heard = new long[size];
    }

    /** Last sequence number of an origin that is known to be stable. */
    long stable(int origin) {
        return Math.max(counters.stable(origin), heard[origin]);
    }

    /** Whether something is here that is not known to be stable: then word of it will come. */
    boolean awaitsStable() {
        if (!counters.awaitStable() || size > LARGEST) {
            return counters.awaitStable();
        }
        for (int origin = 0; origin < size; origin++) {
            if (counters.received(origin) > stable(origin)) {
                return true;
            }
        }
        return false;
    }

    /** Whether members of a view of this size tell each other anything. */
    boolean isUsed() {
        return size > 2 && size <= LARGEST;
    }

    /** Whether the successor hears what is stable of an origin from the other side, no later than from here. */
    boolean comesFromBehind(int origin) {
        int forward = (self + 2 - origin + size) % size;
        return forward > size - forward;
    }

    /** The predecessor is to be told. */
    void tell() {
        due = true;
    }

    /** The successor has said something: it is kept until what it says can be used. Returns what is wrong with it, or the empty string. */
    String told(Control.Known word) {
        if (word.received().size() != size || word.stable().size() != size) {
            return "is about " + word.received().size() + " and "
                    + word.stable().size() + " origins in a view of " + size;
        }
        for (int origin = 0; origin < size; origin++) {
            if (word.stable().get(origin) > word.received().get(origin)) {
                return "knows more to be stable of origin " + origin + " than it has received";
            }
        }
        if (word.received().get(self) > counters.received(self)) {
            return "has received " + word.received().get(self) + " messages of this member, which originated "
                    + counters.received(self);
        }
        Control.Known before = waiting;
        waiting = before == null || sum(word) >= sum(before) ? word : before;
        return "";
    }

    private static long sum(Control.Known word) {
        long sum = 0;
        for (int i = 0; i < word.received().size(); i++) {
            sum += word.received().get(i) + word.stable().get(i);
        }
        return sum;
    }

    /** Uses what was said, as soon as what it is about is here. */
    void take() {
        Control.Known word = waiting;
        if (word == null) {
            return;
        }
        for (int origin = 0; origin < size; origin++) {
            if (!rules.covers(counters.received(origin), word.received().get(origin))) {
                return;
            }
        }
        waiting = null;
        for (int origin = 0; origin < size; origin++) {
            if (word.stable().get(origin) > stable(origin)) {
                heard[origin] = word.stable().get(origin);
                due |= goesFurtherBack(origin);
            }
        }
    }

    private boolean goesFurtherBack(int origin) {
        int back = (origin - self - 1 + size) % size + 1;
        return back < size - back;
    }

    /** What the predecessor is to be told now; null if there is nothing. */
    Control.@Nullable Known word() {
        if (!due) {
            return null;
        }
        due = false;
        List<Long> received = new ArrayList<>(size);
        List<Long> stable = new ArrayList<>(size);
        for (int origin = 0; origin < size; origin++) {
            received.add(counters.received(origin));
            stable.add(stable(origin));
        }
        return new Control.Known(received, stable);
    }
}
