package io.rmix.cli.node;

import io.rmix.Security;
import io.rmix.cli.UserError;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.ServiceSettings;
import io.rmix.dvm.runtime.NodeConfiguration;
import io.rmix.dvm.service.HostedService;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.JobQueueService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns what a file says into what a node is started from. */
final class NodeStart {
    /** Name of the job queue's service. */
    static final String JOBQUEUE = "jobqueue";

    private static final int MOST_PROCESSORS = 1 << 20;

    private NodeStart() {}

    static NodeConfiguration of(NodeSettings settings) {
        Map<String, String> links = new HashMap<>();
        settings.links()
                .wanted(settings.name())
                .ifPresent(scheme ->
                        links.put(settings.successorOf(settings.name()).name(), scheme));
        List<HostedService<?>> services = new ArrayList<>();
        for (ServiceSettings service : settings.services()) services.add(service(service));
        return new NodeConfiguration(
                settings.name(),
                settings.members(),
                links,
                settings.shared(),
                settings.local(),
                settings.limits(),
                new Security(Optional.empty(), settings.insecureBind()),
                settings.clientEndpoints(),
                services);
    }

    private static HostedService<?> service(ServiceSettings service) {
        if (!service.name().equals(JOBQUEUE))
            throw new UserError("services: no service is called '" + service.name() + "'; there is: " + JOBQUEUE);
        Map<String, String> given = service.settings();
        if (!given.keySet().equals(Set.of("nodes")))
            throw new UserError("services: " + JOBQUEUE + " has the one setting 'nodes', not " + given.keySet());
        return HostedService.of(
                JOBQUEUE, JobQueue.class, new JobQueueService(processors(given.getOrDefault("nodes", ""))));
    }

    private static int processors(String text) {
        try {
            int nodes = Integer.parseInt(text);
            if (nodes >= 1 && nodes <= MOST_PROCESSORS) return nodes;
        } catch (NumberFormatException e) {
            throw new UserError("services: nodes of " + JOBQUEUE + " is '" + text + "'; expected a number", e);
        }
        throw new UserError("services: nodes of " + JOBQUEUE + " is " + text + "; expected 1 to " + MOST_PROCESSORS);
    }
}
