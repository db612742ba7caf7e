package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RemoteRef;
import io.rmix.proto.v1.LaneAck;
import io.rmix.testkit.KitService.Colour;
import io.rmix.testkit.KitService.Line;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values arrive as they were sent, or are refused before anything is sent. */
interface ValueContract extends Kit {
    @Test
    default void simpleValuesRoundTrip() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        for (boolean value : new boolean[] {true, false}) assertEquals(value, kit.echoBoolean(value));
        for (int value : new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
            assertEquals(value, kit.echoInt(value));
        for (long value : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE})
            assertEquals(value, kit.echoLong(value));
        for (double value : new double[] {
            0, -0.0, 1.5, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 1e-300, 0.1
        }) assertEquals(value, kit.echoDouble(value));
        kit.nothing();
        assertEquals("7seven[1.0, 2.5]", kit.three(7, "seven", List.of(1.0, 2.5)));
    }

    @Test
    default void textAndBytesRoundTrip() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        for (String value : List.of(
                "",
                " ",
                "  two  spaces ",
                "<a>&amp;]]></a>",
                "äöü €",
                "𝄞 astral",
                "line\nline\r\ntab\t",
                "\ufffd\u00a0")) assertEquals(value, kit.echoString(value));
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) all[i] = (byte) i;
        assertArrayEquals(all, kit.echoBytes(all));
        assertArrayEquals(new byte[0], kit.echoBytes(new byte[0]));
    }

    @Test
    default void structuredValuesRoundTrip() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        Line leaf = new Line("leaf", -3, 0.25, Colour.BLUE, List.of(), Optional.empty(), new byte[] {1, 0, -1});
        Line tree = new Line(
                "tree", Long.MAX_VALUE, -1, Colour.RED, List.of(leaf, leaf), Optional.of(Instant.EPOCH), new byte[0]);
        for (Colour value : Colour.values()) assertEquals(value, kit.echoEnum(value));
        assertEquals(tree, kit.echoRecord(tree));
        assertEquals(List.of("", "a", ""), kit.echoStrings(List.of("", "a", "")));
        assertEquals(List.of(), kit.echoStrings(List.of()));
        assertEquals(List.of(leaf, tree), kit.echoRecords(List.of(leaf, tree)));
        assertEquals(List.of(0, -1, 1 << 30), kit.echoInts(List.of(0, -1, 1 << 30)));
        assertEquals(Map.of("", 0L, "k", -1L), kit.echoMap(Map.of("", 0L, "k", -1L)));
        assertEquals(Map.of(0, leaf, -5, tree), kit.echoRecordMap(Map.of(0, leaf, -5, tree)));
        for (Optional<String> value : List.of(Optional.<String>empty(), Optional.of(""), Optional.of("x")))
            assertEquals(value, kit.echoOptional(value));
        assertEquals(Optional.of(leaf), kit.echoOptionalRecord(Optional.of(leaf)));
        assertEquals(Optional.empty(), kit.echoOptionalRecord(Optional.empty()));
    }

    @Test
    default void timesReferencesAndMessagesRoundTrip() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        for (String value : List.of(
                "1970-01-01T00:00:00Z",
                "2026-11-23T12:34:56.123456789Z",
                "0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59.5Z")) assertEquals(Instant.parse(value), kit.echoInstant(Instant.parse(value)));
        for (Duration value :
                List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofDays(400), Duration.ofMillis(-1500)))
            assertEquals(value, kit.echoDuration(value));
        for (String value : List.of(
                "rmix:00000000-0000-0001-8000-000000000002,soap://127.0.0.1:80/a/b=x.Y+x.Z",
                "rmix:00000000-0000-0001-8000-000000000002@host-1,grpc://h:1/a,rmi://[::1]:2/b=x.Y"))
            assertEquals(RemoteRef.parse(value), kit.echoRef(RemoteRef.parse(value)));
        LaneAck message = LaneAck.newBuilder().setExecuted(-1).setRefusal("no").build();
        assertEquals(message, kit.echoMessage(message));
    }

    @Test
    default void nullsAreRefusedBeforeSending() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        Failures.failsWith(Code.INVALID, Outcome.NOT_INVOKED, () -> kit.echoString(null));
        Failures.failsWith(Code.INVALID, Outcome.NOT_INVOKED, () -> kit.echoStrings(Arrays.asList("a", null)));
        Failures.failsWith(Code.INVALID, Outcome.NOT_INVOKED, () -> kit.echoMap(Collections.singletonMap("k", null)));
        assertEquals("still here", kit.echoString("still here"));
    }

    @Test
    default void controlCharactersTravelOrAreRefused() throws IOException {
        KitServant servant = new KitServant();
        KitService kit = serve(servant).sync();
        for (String value : List.of("a\u0000b", "\u0001", "\u001f")) {
            if (wire().carries(Wire.Feature.CONTROL_CHARACTERS)) {
                assertEquals(value, kit.echoString(value));
            } else {
                Failures.failsWith(Code.UNSUPPORTED, Outcome.NOT_INVOKED, () -> kit.echoString(value));
            }
        }
    }

    @Test
    default void surrogatesWithoutPartnerAreRefusedBeforeSending() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        InvocationException e = assertThrows(InvocationException.class, () -> kit.echoString("\ud800"));
        assertEquals(Outcome.NOT_INVOKED, e.outcome());
        assertTrue(e.code() == Code.INVALID || e.code() == Code.UNSUPPORTED, e.getMessage());
    }

    @Test
    default void largePayloadsRoundTrip() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < megabyte.length; i++) megabyte[i] = (byte) (i * 31);
        assertArrayEquals(megabyte, kit.echoBytes(megabyte));
        String text = "0123456789abcdef".repeat(1 << 16);
        assertEquals(text, kit.echoString(text));
    }

    @Test
    default void tooLargeIsRefused() throws IOException {
        KitServant servant = new KitServant();
        var small = io.rmix.Limits.defaults().withMessageBytes(64 << 10);
        var smallServer = export(rmix(small), servant).endpoint();
        KitService byClient = rmix(small).connect(KitService.class, smallServer).sync();
        Failures.failsWith(Code.TOO_LARGE, Outcome.NOT_INVOKED, () -> byClient.echoBytes(new byte[100_000]));
        KitService byServer = rmix().connect(KitService.class, smallServer).sync();
        Failures.failsWith(Code.TOO_LARGE, Outcome.NOT_INVOKED, () -> byServer.echoBytes(new byte[100_000]));
        Failures.failsWith(Code.TOO_LARGE, Outcome.INVOKED, () -> byServer.make(100_000));
        assertEquals(1000, byServer.make(1000).length);
        assertEquals(1000, byClient.make(1000).length);
    }
}
