package org.example.bank;

/** There is not enough. */
public class OverdrawnException extends Exception {
    private static final long serialVersionUID = 1;

    public OverdrawnException(String message) {
        super(message);
    }
}
