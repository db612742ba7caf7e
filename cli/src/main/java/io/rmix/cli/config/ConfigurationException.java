package io.rmix.cli.config;

import io.rmix.cli.UserError;

/** A configuration that cannot be taken; the message begins with {@code file:line:column} and says what was expected. */
public final class ConfigurationException extends UserError {
    private static final long serialVersionUID = 1;

    ConfigurationException(String message) {
        super(message);
    }
}
