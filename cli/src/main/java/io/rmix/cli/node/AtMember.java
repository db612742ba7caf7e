package io.rmix.cli.node;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.cli.UserError;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which member a command is for, and how long to wait for it. */
public final class AtMember {
    private static final int LONGEST_TIMEOUT = 3600;
    private static final int USUAL_TIMEOUT = 5;

    @Option(
            names = "--at",
            required = true,
            paramLabel = "URI",
            description = "client endpoint of the member, scheme://host:port")
    private String at = "";

    @Option(
            names = "--timeout",
            description = "seconds to wait (default: 5; for plug-ins and leave 60, for force-view 15)")
    private Optional<Integer> timeout = Optional.empty();

    /** A stub of what the member exports to operators, with the deadline. */
    public <T> Stub<T> connect(Rmix rmix, Class<T> type, String service) {
        return connect(rmix, type, service, USUAL_TIMEOUT);
    }

    /** With seconds to wait unless the user says how many. */
    public <T> Stub<T> connect(Rmix rmix, Class<T> type, String service, int usual) {
        int seconds = seconds(usual);
        try {
            return rmix.connect(type, Endpoint.parse(at).withService(service))
                    .withDeadline(Duration.ofSeconds(seconds));
        } catch (IllegalArgumentException e) {
            throw new UserError("--at: " + e.getMessage(), e);
        }
    }

    /** Seconds to wait: what the user says, or else as many. */
    public int seconds(int usual) {
        int seconds = timeout.orElse(usual);
        if (seconds < 1 || seconds > LONGEST_TIMEOUT)
            throw new UserError("--timeout: expected 1 to " + LONGEST_TIMEOUT + ", not " + seconds);
        return seconds;
    }
}
