package io.rmix.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every protocol whose documents are XML refuses before anything is dispatched: extended by a test of each. */
public abstract class HostileXmlContract extends HostileInput {
    protected HostileXmlContract(Documents documents) {
        super(documents);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x>",
                "<!DOCTYPE x []>",
                "<!DOCTYPE x [<!ENTITY a \"0123456789\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>",
                "<!DOCTYPE x [<!ENTITY % p \"<!ENTITY q 'r'>\">%p;]>",
                "<?xml version=\"1.0\"?><!-- c --><!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">"
            })
    void documentTypesAreRefused(String prolog) throws IOException {
        refused(post(prolog + documents.echo("&d;")), "DOCTYPE");
    }

    @Test
    void documentTypesInUtf16AreRefused() throws IOException {
        byte[] document = ("\ufeff<!DOCTYPE x>" + documents.echo("x")).getBytes(StandardCharsets.UTF_16BE);
        refused(post("text/xml", document), "DOCTYPE");
    }

    @Test
    void documentsInUtf16AreRead() throws IOException {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE}) {
            String answer = post("text/xml", ("\ufeff" + documents.echo("ä€")).getBytes(charset));
            assertTrue(documents.echoes(answer, "ä€"), answer);
        }
    }

    @Test
    void nothingOutsideTheDocumentIsRead(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");
        try (ServerSocket trap = new ServerSocket(0)) {
            String prolog = "<!DOCTYPE x [<!ENTITY s SYSTEM \"" + secret.toUri()
                    + "\"><!ENTITY t SYSTEM \"http://127.0.0.1:" + trap.getLocalPort() + "/\">]>";
            String answer = post(prolog + documents.echo("&s;&t;"));
            assertFalse(answer.contains("the secret"), answer);
            refused(answer, "DOCTYPE");
            trap.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, trap::accept);
        }
    }

    @Test
    void badUtf8IsRefused() throws IOException {
        String hole = "????????";
        for (int[] bad :
                new int[][] {{0xC0, 0x80}, {0xFF}, {0xED, 0xA0, 0x80}, {0xF8, 0x88, 0x80, 0x80, 0x80}, {0xE2, 0x82}}) {
            byte[] document = documents.echo(hole).getBytes(StandardCharsets.US_ASCII);
            int at = documents.echo(hole).indexOf(hole);
            for (int i = 0; i < bad.length; i++) document[at + i] = (byte) bad[i];
            refused(post(TEXT_XML, document));
        }
        logged(5);
    }
}
