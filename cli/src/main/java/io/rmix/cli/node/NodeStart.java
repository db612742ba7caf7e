package io.rmix.cli.node;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.rmix.Links;
import io.rmix.Security;
import io.rmix.ServerInterceptor;
import io.rmix.cli.config.InterceptorSettings;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.ServiceCheck.Problem;
import io.rmix.cli.config.ServiceSettings;
import io.rmix.dvm.runtime.ClientConfiguration;
import io.rmix.dvm.runtime.NodeConfiguration;
import io.rmix.dvm.runtime.NodeInterceptor;
import io.rmix.dvm.service.HostedService;
import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.JobQueueService;
import io.rmix.interceptors.Authorization;
import io.rmix.interceptors.CallLog;
import io.rmix.interceptors.Metrics;
import io.rmix.interceptors.Tracing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.event.Level;

/** Turns what a file says into what a node is started from. */
public final class NodeStart {
    /** Name of the job queue's service. */
    static final String JOBQUEUE = "jobqueue";

    private static final String NODES = "nodes";

    private NodeStart() {}

    /**
     * What a node is started from.
     *
     * @param settings whose services have no {@link #problem}
     */
    public static NodeConfiguration of(NodeSettings settings) {
        return of(settings, NodeStart::service);
    }

    /**
     * For services that are not those of {@code dvm start}.
     *
     * @param known makes a service of its settings
     */
    public static NodeConfiguration of(NodeSettings settings, Function<ServiceSettings, HostedService<?>> known) {
        Map<String, String> links = new HashMap<>();
        // Whoever becomes the successor when views change: over the protocol asked for, if it has it.
        settings.links()
                .wanted(settings.name())
                .ifPresent(scheme -> settings.members().stream()
                        .filter(member -> member.endpoints().stream()
                                .anyMatch(each -> each.scheme().equals(scheme)))
                        .forEach(member -> links.put(member.name(), scheme)));
        List<HostedService<?>> services = new ArrayList<>();
        for (ServiceSettings service : settings.services()) services.add(known.apply(service));
        return new NodeConfiguration(
                settings.name(),
                settings.members(),
                links,
                rules(settings),
                settings.shared(),
                settings.local(),
                settings.limits(),
                new Security(Optional.empty(), settings.insecureBind()),
                new ClientConfiguration(
                        settings.clientEndpoints(),
                        settings.interceptors().stream()
                                .map(NodeStart::interceptor)
                                .toList()),
                services,
                settings.plugins(),
                settings.contacts(),
                settings.memberEndpoints());
    }

    /** A protocol that was asked for is preferred for links to members that are not known yet, too. */
    private static Links rules(NodeSettings settings) {
        Links rules = settings.links().rules();
        if (settings.contacts().endpoints().isEmpty()) return rules;
        return settings.links()
                .wanted(settings.name())
                .map(scheme -> rules.with(Links.Rule.target("*", scheme, Links.OTHERS)))
                .orElse(rules);
    }

    private static NodeInterceptor interceptor(InterceptorSettings settings) {
        if (settings instanceof InterceptorSettings.Named named)
            return new NodeInterceptor.Named(named.type(), named.settings());
        return new NodeInterceptor.Given(shipped((InterceptorSettings.Shipped) settings));
    }

    private static ServerInterceptor shipped(InterceptorSettings.Shipped settings) {
        return switch (settings.type()) {
            case AUTHORIZATION -> new Authorization(settings.rules());
            case LOGGING -> new CallLog(settings.level(), Level.WARN);
            case METRICS -> new Metrics(io.micrometer.core.instrument.Metrics.globalRegistry);
            case TRACING -> new Tracing(GlobalOpenTelemetry.get());
        };
    }

    /** What is wrong with a service, if something is. */
    public static Optional<Problem> problem(ServiceSettings service) {
        if (!service.name().equals(JOBQUEUE))
            return Optional.of(new Problem("", "no service is called so: expected " + JOBQUEUE));
        for (String key : service.settings().keySet())
            if (!key.equals(NODES))
                return Optional.of(new Problem(key, "unknown setting '%s': expected %s".formatted(key, NODES)));
        String nodes = service.settings().get(NODES);
        if (nodes == null) return Optional.of(new Problem("", "setting '" + NODES + "' is missing here"));
        boolean fits = nodes.matches("[1-9]\\d{0,6}") && Integer.parseInt(nodes) <= Job.MAX_PROCESSORS;
        return fits
                ? Optional.empty()
                : Optional.of(new Problem(
                        NODES,
                        NODES + ": expected a whole number from 1 to " + Job.MAX_PROCESSORS + ", not '" + nodes + "'"));
    }

    private static HostedService<?> service(ServiceSettings service) {
        int nodes = Integer.parseInt(service.settings().getOrDefault(NODES, ""));
        return HostedService.of(JOBQUEUE, JobQueue.class, new JobQueueService(nodes));
    }
}
