package io.rmix.dvm.runtime;

import io.rmix.Links;
import io.rmix.Rmix;
import io.rmix.dvm.Member;
import io.rmix.dvm.protocol.link.LinkSender;
import io.rmix.dvm.service.ServiceFailedException;
import io.rmix.dvm.service.ServiceTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a node together, starts it, and takes it apart. */
final class NodeEngine {
    private static final Logger LOG = LoggerFactory.getLogger(NodeEngine.class);

    private final NodeConfiguration configuration;
    private final Member self;
    private final ServiceTable services;
    private final NodeThreads threads;
    private final NodeLife life;
    private final SubmissionQueue submissions;
    private final Originated originated = new Originated();
    private final Rmix memberRmix;
    private final RingDriver driver;
    private final ProtocolLoop protocol;
    private final ApplyThread apply;
    private final Checkpoints checkpoints;
    private final MemberPort port;
    private final Prober prober;
    private final ClientSide clients;
    private final Thread protocolThread;
    private final Thread applyThread;
    private final NodeStartup startup;
    private final NodeShutdown shutdown;
    private final Journal journal;
    private final Departure departure;
    private final Reporter reporter;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Links rules;
    private boolean closed;

    NodeEngine(NodeConfiguration configuration, List<NodeListener> listeners) {
        this.configuration = configuration;
        this.rules = configuration.rules();
        NodeLimits limits = configuration.limits();
        this.self = new Member(
                configuration.name(),
                System.currentTimeMillis(),
                configuration.self().priority());
        this.services = new ServiceTable(configuration.services());
        this.threads = new NodeThreads(configuration.name());
        this.journal = new Journal(self.name(), self.incarnation());
        this.life = new NodeLife(configuration.name(), threads, journal, this::remedy);
        life.listeners().addAll(listeners);
        int fullFrame = LinkSender.fullFrame(configuration.shared().maxFrameBytes());
        this.submissions = new SubmissionQueue(limits.submissionBytes(), fullFrame);
        this.memberRmix = MemberRmix.open(configuration);
        this.driver = new RingDriver(configuration, self, memberRmix, threads, life, originated);
        this.protocol = new ProtocolLoop(submissions, originated, driver);
        this.checkpoints = new Checkpoints(threads.hashing());
        Applier applier = new Applier(services, life.listeners(), checkpoints, limits.checkpointEvery());
        this.apply = new ApplyThread(applier, originated, protocol::consumed, threads, this::applyDefect);
        driver.attach(protocol, apply, this::applyDefect, this::inView);
        this.port = new MemberPort(protocol, limits.framesInFlight());
        this.departure = new Departure(this, protocol);
        this.reporter = new Reporter(self, life, driver, protocol, apply, this::waitsFor, this::clientEndpoints);
        Muster muster = new Muster(configuration, memberRmix, life, driver, protocol, reporter);
        this.prober =
                new Prober(configuration, this, new Prober.Parts(memberRmix, threads, protocol, driver::endpoints));
        this.clients = new ClientSide(configuration, this, new MemberServant(this, muster, journal));
        this.protocolThread = threads.thread("protocol", protocol.ownThread());
        this.applyThread = threads.thread("apply", apply);
        this.startup = new NodeStartup(
                configuration,
                self,
                new NodeStartup.Parts(life, threads, memberRmix, driver, protocol, port, reporter, prober));
        this.shutdown = new NodeShutdown(
                configuration.name(),
                limits.drain(),
                new NodeShutdown.Parts(
                        life,
                        startup,
                        protocol,
                        driver,
                        apply,
                        port,
                        memberRmix,
                        threads,
                        protocolThread,
                        applyThread));
    }

    Member self() {
        return self;
    }

    NodeLife life() {
        return life;
    }

    ServiceTable services() {
        return services;
    }

    NodeThreads threads() {
        return threads;
    }

    Prober prober() {
        return prober;
    }

    /** Where clients reach this node, with ports filled in. */
    List<String> clientEndpoints() {
        return clients.endpoints();
    }

    void start() throws IOException {
        try {
            startup.listen();
            clients.start();
            startup.prepare();
        } catch (IOException | RuntimeException e) {
            clients.close();
            memberRmix.close();
            threads.close(Duration.ZERO);
            throw e;
        }
        protocolThread.start();
        applyThread.start();
        startup.begin();
    }

    private void inView() {
        startup.inView();
    }

    /** Who is missing before the ring has formed. */
    String waitsFor() {
        return startup.waitsFor();
    }

    private void applyDefect(Throwable cause) {
        LOG.error("{}: a service failed in a way that no other member can be expected to follow", self.name(), cause);
        String what =
                cause instanceof ServiceFailedException ? ": " + cause.getMessage() : " to apply a delivery: " + cause;
        protocol.execute(() -> driver.ending().leaveFailed(self.name() + " failed" + what));
    }

    void submit(Submission submission) {
        long patience = NodeThreads.isNodeThread()
                ? 0
                : configuration.limits().submitTimeout().toNanos();
        try {
            submissions.offer(submission, patience);
            protocol.submitted();
        } catch (SubmissionException e) {
            submission.failed(e);
        }
    }

    /** The rules by which links choose, without what holds if there are none. */
    Links rules() {
        return rules;
    }

    /**
     * Replaces the rules; links move while frames go over them.
     *
     * @return completes when they have moved
     * @throws IllegalArgumentException if the rules leave a member without an endpoint to reach it at, or an option is not possible
     */
    synchronized CompletableFuture<Void> rules(Links changed) {
        CompletableFuture<Void> moved = memberRmix.links(configuration.complete(changed));
        rules = changed;
        return moved;
    }

    MemberStatus status() {
        return new StatusReport(configuration, this, clients.endpoints(), checkpoints)
                .of(driver, protocol, apply, submissions);
    }

    /** What to do when there will never be a quorum again. */
    private String remedy() {
        return Departure.remedy(clients.endpoints());
    }

    Departure departure() {
        return departure;
    }

    /** Whether it was told to leave, or to end. */
    synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean isFirstToClose() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    void close() {
        boolean own = NodeThreads.isNodeThread();
        if (!isClosed() && own) {
            throw new IllegalStateException("a node cannot be closed on its own thread "
                    + Thread.currentThread().getName());
        }
        if (!isFirstToClose()) {
            if (!own) {
                ended.join();
            }
            return;
        }
        try {
            journal.close();
            clients.close();
            submissions.close(self.name() + " is closed");
            shutdown.leave();
        } finally {
            ended.complete(null);
        }
    }

    void kill() {
        isFirstToClose();
        shutdown.kill();
        journal.close();
        clients.close();
        ended.complete(null);
    }
}
