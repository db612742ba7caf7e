package io.rmix.dvm;

/**
 * A random id made when a DVM is founded or forced, 128 bits. Two DVMs of the same name that never were one differ in it.
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 */
public record Lineage(long high, long low) {
    /** Of who is in no view. */
    public static final Lineage NONE = new Lineage(0, 0);

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
