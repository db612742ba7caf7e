package io.rmix.dvm.protocol.transfer;

/**
 * What is in a state: all of the views before one, and so many atomic deliveries of that one.
 *
 * @param view number of a view
 * @param deliveries atomic deliveries of that view, counted from 1; 0 for none
 */
public record Label(long view, long deliveries) implements Comparable<Label> {
    @Override
    public int compareTo(Label other) {
        return view != other.view ? Long.compare(view, other.view) : Long.compare(deliveries, other.deliveries);
    }
}
