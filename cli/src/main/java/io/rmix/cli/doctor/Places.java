package io.rmix.cli.doctor;

import io.rmix.Endpoint;
import io.rmix.cli.config.Loopback;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Machines of endpoints, as far as their hosts tell. */
final class Places {
    private static final int LOOKUP_SECONDS = 3;

    private Places() {}

    /** Whether only processes of the same machine reach it. */
    static boolean isThisMachineOnly(Endpoint endpoint) {
        return Loopback.holds(endpoint);
    }

    /** Whether it stands for all addresses of a machine. */
    static boolean isWildcard(Endpoint endpoint) {
        return endpoint.host().equals("0.0.0.0") || endpoint.host().matches("\\[[0:]+\\]");
    }

    /**
     * The addresses that a host stands for.
     *
     * @throws IOException if the name is not known, or the system's resolver takes longer than a few seconds; it says so
     */
    static InetAddress[] lookUp(Endpoint endpoint) throws IOException {
        String bracketed = endpoint.host();
        String host = bracketed.startsWith("[") ? bracketed.substring(1, bracketed.length() - 1) : bracketed;
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        Thread asking = new Thread(
                () -> {
                    try {
                        found.complete(InetAddress.getAllByName(host));
                    } catch (UnknownHostException e) {
                        found.completeExceptionally(new IOException("the name " + host + " is not known here", e));
                    }
                },
                "name " + host);
        asking.setDaemon(true);
        asking.start();
        try {
            return found.get(LOOKUP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException unknown ? unknown : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the system's resolver did not find " + host + " within " + LOOKUP_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + host + " was looked up");
        }
    }

    /** What tells machines apart: all that is reached on one machine only is taken for one. */
    static String machine(Endpoint endpoint) {
        return isThisMachineOnly(endpoint) ? "localhost" : endpoint.host().toLowerCase(Locale.ROOT);
    }
}
