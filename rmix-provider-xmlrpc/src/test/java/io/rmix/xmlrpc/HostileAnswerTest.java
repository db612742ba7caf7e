package io.rmix.xmlrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import io.rmix.http.HttpResponse;
import io.rmix.testkit.Failures;
import io.rmix.testkit.KitService;
import io.rmix.testkit.KitService.KitException;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server answers, the caller gets a failure that says no more than is known. */
@Timeout(120)
class HostileAnswerTest {
    private interface Use {
        void call(KitService kit) throws Exception;
    }

    private static InvocationException fails(HttpResponse answer, Code code, Outcome outcome, Use use)
            throws IOException {
        try (Answers server = new Answers(answer);
                Rmix rmix = Rmix.builder()
                        .limits(Limits.defaults().withMessageBytes(64 << 10))
                        .build()) {
            KitService kit = rmix.connect(KitService.class, "xmlrpc://127.0.0.1:" + server.port() + "/kit")
                    .sync();
            return Failures.failsWith(code, outcome, () -> use.call(kit));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<a/>",
                "<!DOCTYPE methodResponse><methodResponse><params><param><value>x</value></param></params></methodResponse>",
                "<methodResponse/>",
                "<methodResponse><fault/></methodResponse>",
                "<methodResponse><fault><value><int>5</int></value></fault></methodResponse>",
                "<methodResponse><fault><value><struct/></value></fault></methodResponse>",
                "<methodResponse><params><param><value>a</value></param><param><value>b</value></param></params></methodResponse>",
                "<methodResponse><params><param><value><nil/></value></param></params></methodResponse>"
            })
    void documentsThatAreNoResponsesLeaveTheOutcomeOpen(String document) throws IOException {
        fails(Answers.xml(document), Code.INVALID, Outcome.UNKNOWN, kit -> kit.echoString("x"));
    }

    @Test
    void resultsOfOtherTypesSayThatTheServantWasEntered() throws IOException {
        fails(Answers.xml(Answers.result("x")), Code.INVALID, Outcome.INVOKED, kit -> kit.echoInt(5));
        fails(
                Answers.xml("<methodResponse><params/></methodResponse>"),
                Code.INVALID,
                Outcome.INVOKED,
                kit -> kit.echoInt(5));
    }

    @Test
    void otherContentAndStatusesAreToldApart() throws IOException {
        String result = Answers.result("x");
        HttpResponse gzip = Answers.xml(result).with("Content-Encoding: gzip");
        fails(gzip, Code.INVALID, Outcome.UNKNOWN, kit -> kit.echoString("x"));
        HttpResponse html = HttpResponse.bytes(200, "text/html", result.getBytes());
        fails(html, Code.INVALID, Outcome.UNKNOWN, kit -> kit.echoString("x"));
        fails(HttpResponse.text(404, "no"), Code.NO_SUCH_SERVICE, Outcome.NOT_INVOKED, kit -> kit.echoString("x"));
        HttpResponse large = Answers.xml(Answers.result("x".repeat(100_000)));
        fails(large, Code.TOO_LARGE, Outcome.INVOKED, kit -> kit.echoString("x"));
    }

    private static HttpResponse fault(int code, String text) {
        return Answers.xml(Answers.fault(Answers.member("faultCode", "<int>" + code + "</int>")
                + Answers.member("faultString", "<string>" + text + "</string>")));
    }

    @Test
    void faultsOfOthersSayWhatTheirCodesMean() throws IOException {
        fails(fault(4, "x"), Code.SERVANT_FAILED, Outcome.INVOKED, KitService::nothing);
        fails(fault(-32601, "x"), Code.NO_SUCH_METHOD, Outcome.UNKNOWN, KitService::nothing);
        fails(fault(-32602, "x"), Code.INVALID, Outcome.UNKNOWN, KitService::nothing);
        fails(fault(-32700, "x"), Code.INVALID, Outcome.UNKNOWN, KitService::nothing);
    }

    @Test
    void exceptionsComeTypedOnlyIfTheyAreDeclaredAndWhole() throws IOException {
        Operation refuse = Contract.of(KitService.class).find("refuse");
        String encoded = Base64.getEncoder()
                .encodeToString(ProtoCodec.of(Contract.of(KitService.class))
                        .exception(refuse.exceptions().get(0))
                        .encode(new KitException("m", 5)));
        try (Answers server = new Answers(fault(1, "text\nrmix-exception: KitException " + encoded));
                Rmix rmix = Rmix.create()) {
            KitService kit = rmix.connect(KitService.class, "xmlrpc://127.0.0.1:" + server.port() + "/kit")
                    .sync();
            assertEquals(
                    5, assertThrows(KitException.class, () -> kit.refuse("", 0)).code());
            Failures.failsWith(Code.SERVANT_FAILED, Outcome.INVOKED, kit::nothing);
        }
        for (String line : new String[] {"Other " + encoded, "KitException", "", "x".repeat(10_000)})
            fails(
                    fault(1, "text\nrmix-exception: " + line),
                    Code.SERVANT_FAILED,
                    Outcome.INVOKED,
                    kit -> kit.refuse("", 0));
        for (String bytes : new String[] {"?", "/////w=="})
            fails(
                    fault(1, "text\nrmix-exception: KitException " + bytes),
                    Code.INVALID,
                    Outcome.INVOKED,
                    kit -> kit.refuse("", 0));
    }

    @Test
    void refusalsOfPeersAreTakenByTheirLastLineOnly() throws IOException {
        InvocationException busy = fails(
                fault(-32400, "full\nrmix-refusal: BUSY NOT_INVOKED"),
                Code.BUSY,
                Outcome.NOT_INVOKED,
                KitService::nothing);
        assertTrue(busy.getMessage().contains("nothing: full [BUSY"), busy.getMessage());
        for (String text : new String[] {
            "rmix-refusal: BUSY NOT_INVOKED",
            "a\nrmix-refusal: BUSY NOT_INVOKED\nb",
            "a\nrmix-refusal: BUSY",
            "a\nrmix-refusal: "
        }) fails(fault(1, text), Code.SERVANT_FAILED, Outcome.INVOKED, KitService::nothing);
    }
}
