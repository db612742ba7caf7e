package io.rmix.cli.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.cli.demo.DvmProcess;
import io.rmix.cli.demo.NodeFiles;
import io.rmix.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dvm link} against members in processes of their own. */
@Timeout(400)
class LinkTest {
    @TempDir
    Path temp;

    @Test
    void theLinkOfARunningMemberMoves() throws Exception {
        try (NodeFiles files = new NodeFiles(2);
                DvmProcess a = start(files, 0);
                DvmProcess b = start(files, 1)) {
            Await.until(
                    "the ring has formed",
                    () -> a.out().contains("ready") && b.out().contains("ready"));
            String at = files.settings(0).clientEndpoints().get(0).toString();
            assertEquals("grpc", provider(at));

            assertEquals(
                    "", said(0, "link", "set", "b", "soap", "grpc", "--at", at).out());
            assertEquals("soap", provider(at));
            said(0, "link", "set", "b", "soap", "grpc", "--option", "soap.version=1.2", "--at", at);
            assertEquals("soap", provider(at));
            try (DvmProcess list = said(0, "link", "rules", "--json", "--at", at)) {
                assertEquals(
                        "[\"soap\",\"grpc\"]",
                        list.json().get(0).get("providers").toString());
                assertEquals(
                        "{\"soap.version\":\"1.2\"}",
                        list.json().get(0).get("options").toString());
            }
            DvmProcess wrong = said(2, "link", "set", "b", "soap", "--option", "soap.version=2", "--at", at);
            assertTrue(wrong.err().contains("options of soap: version: expected one of 1.1, 1.2, not '2'"), wrong::err);

            DvmProcess refused = said(2, "link", "set", "b", "xmlrpc", "--at", at);
            assertTrue(refused.err().contains("leave no endpoint of b"), refused::err);
            assertEquals("soap", provider(at));

            String file = files.write(
                            temp,
                            0,
                            text -> text.replaceFirst(
                                    "links:",
                                    "links:\n  rules: [{target: b, providers: [rmi], options: {rmi: {idle: 5s}}}]"))
                    .toString();
            said(0, "link", "load", "--config", file, "--at", at);
            assertEquals("rmi", provider(at));
            try (DvmProcess list = said(0, "link", "rules", "--at", at)) {
                assertTrue(list.out().contains("b       *     *        rmi        rmi.idle=5s"), list::out);
            }
        }
    }

    private DvmProcess start(NodeFiles files, int member) throws IOException {
        return DvmProcess.start(
                temp,
                "start",
                "--config",
                files.write(temp, member, file -> file).toString());
    }

    private String provider(String at) throws Exception {
        try (DvmProcess status = said(0, "status", "--json", "--at", at)) {
            return status.json().get("link").get("provider").textValue();
        }
    }

    private DvmProcess said(int code, String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of(command));
        DvmProcess process = DvmProcess.start(temp, words.toArray(String[]::new));
        assertEquals(code, process.code(), process::err);
        return process;
    }
}
