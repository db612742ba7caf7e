package io.rmix.contract;

/**
 * What breaks clients between two states of a contract.
 *
 * @param where operation, record or enum, and what of it: {@code operation withdraw, parameter amount}
 * @param before what it was
 * @param after what it is
 * @param remedy what to do instead, in the imperative
 */
public record ContractChange(String where, String before, String after, String remedy) {
    /** One line. */
    @Override
    public String toString() {
        return where + ": was " + before + ", is " + after + "; " + remedy;
    }
}
