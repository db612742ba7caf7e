package io.rmix.cli.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.cli.demo.DvmProcess;
import io.rmix.cli.demo.NodeFiles;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.testkit.Await;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Interceptors that a node's configuration names, in a process of its own. */
@Timeout(400)
class InterceptorsTest {
    private static final String INTERCEPTORS = """
            interceptors:
              - {type: logging, level: warn}
              - type: authorization
                rules:
                  - {contracts: dvm.v1.MemberControl}
                  - {entries: {who: operator*}, operations: summary}
              - {type: metrics}
              - {type: tracing}
            """;

    @TempDir
    Path temp;

    @Test
    void theyRefuseAndLogTheCallsOfClients() throws Exception {
        try (NodeFiles files = new NodeFiles(1)) {
            Path file = files.write(temp, 0, text -> text.replaceFirst("(?m)^interceptors: .*\n", INTERCEPTORS));
            String at = files.settings(0).clientEndpoints().get(0).toString();
            try (DvmProcess node = DvmProcess.start(temp, "start", "--config", file.toString())) {
                Await.until("it is ready or gone", () -> node.out().contains("ready a") || !node.isAlive());
                try (Rmix rmix = Rmix.create()) {
                    Stub<JobQueue> queue = rmix.connect(JobQueue.class, at + "/jobqueue");
                    InvocationException denied = assertThrows(
                            InvocationException.class, () -> queue.sync().summary());
                    assertEquals(Code.DENIED, denied.code());
                    assertEquals(Outcome.NOT_INVOKED, denied.outcome());
                    assertEquals(
                            0,
                            queue.withEntry("who", "operator-1")
                                    .sync()
                                    .summary()
                                    .waiting());
                }
                try (DvmProcess status = DvmProcess.start(temp, "status", "--at", at)) {
                    assertEquals(0, status.code(), status::err);
                }
                assertTrue(
                        node.err().matches("(?s).*[.]summary TWO_WAY from \\S+: DENIED \\(NOT_INVOKED\\) .*"),
                        node::err);
                assertTrue(node.err().contains("MemberControl.status TWO_WAY"), node::err);
            }
        }
    }
}
