package io.rmix.contract;

/** An interface that cannot be a contract; the message names interface, method and parameter, and says what to do. */
public final class ContractException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /**
     * What is wrong where.
     *
     * @param where interface, method and what of it
     * @param problem what is not allowed
     * @param remedy what to do about it, in the imperative
     */
    ContractException(String where, String problem, String remedy) {
        super(where + ": " + problem + "; " + remedy);
    }
}
