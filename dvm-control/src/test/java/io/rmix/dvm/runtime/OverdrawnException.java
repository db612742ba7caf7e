package io.rmix.dvm.runtime;

/** An account would fall below zero. */
public final class OverdrawnException extends Exception {
    private static final long serialVersionUID = 1;

    private final String account;
    private final long missing;

    public OverdrawnException(String account, long missing) {
        super(account + " lacks " + missing);
        this.account = account;
        this.missing = missing;
    }

    public String account() {
        return account;
    }

    public long missing() {
        return missing;
    }
}
