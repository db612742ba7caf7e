package io.rmix.cli.node;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.cli.UserError;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which member a command is for, and how long to wait for it. */
final class AtMember {
    private static final int LONGEST_TIMEOUT = 3600;

    @Option(
            names = "--at",
            required = true,
            paramLabel = "URI",
            description = "client endpoint of the member, scheme://host:port")
    private String at = "";

    @Option(names = "--timeout", description = "seconds to wait (default: ${DEFAULT-VALUE})", defaultValue = "5")
    private int timeout;

    /** A stub of what the member exports to operators, with the deadline. */
    <T> Stub<T> connect(Rmix rmix, Class<T> type, String service) {
        if (timeout < 1 || timeout > LONGEST_TIMEOUT)
            throw new UserError("--timeout: expected 1 to " + LONGEST_TIMEOUT + ", not " + timeout);
        try {
            return rmix.connect(type, Endpoint.parse(at).withService(service))
                    .withDeadline(Duration.ofSeconds(timeout));
        } catch (IllegalArgumentException e) {
            throw new UserError("--at: " + e.getMessage(), e);
        }
    }
}
