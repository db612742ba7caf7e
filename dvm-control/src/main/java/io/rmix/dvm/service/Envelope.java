package io.rmix.dvm.service;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is in the payload of an atomic message, so that broadcasts and the commands of several services share one total order.
 *
 * <pre>
 * broadcast  0 u8 kind (0)   1 payload
 * command    0 u8 kind (1)   1 u8 n, 1 to 64   2 name of the service, n bytes of ASCII   2 + n command
 * </pre>
 */
public final class Envelope {
    /** Kind of a broadcast, which goes to the listeners. */
    public static final int BROADCAST = 0;
    /** Kind of a command, which goes to the service that it names. */
    public static final int COMMAND = 1;
    /** Bytes that a broadcast is longer than what was given. */
    public static final int BROADCAST_BYTES = 1;

    private Envelope() {}

    /** A name that commands can carry, or else why not. */
    static String checkName(String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("service name '" + name + "': expected 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        return name;
    }

    /** Wraps a broadcast; copies. */
    public static byte[] broadcast(byte[] payload) {
        byte[] wrapped = new byte[payload.length + BROADCAST_BYTES];
        System.arraycopy(payload, 0, wrapped, BROADCAST_BYTES, payload.length);
        return wrapped;
    }

    /** Wraps a command; copies. */
    public static byte[] command(String service, byte[] command) {
        byte[] name = service.getBytes(StandardCharsets.US_ASCII);
        byte[] wrapped = new byte[2 + name.length + command.length];
        wrapped[0] = COMMAND;
        wrapped[1] = (byte) name.length;
        System.arraycopy(name, 0, wrapped, 2, name.length);
        System.arraycopy(command, 0, wrapped, 2 + name.length, command.length);
        return wrapped;
    }

    /** Offset of the command behind the name, or -1 if the bytes are no command. */
    static int commandOffset(byte[] array, int offset, int length) {
        if (length < 2 || array[offset] != COMMAND) {
            return -1;
        }
        int name = array[offset + 1] & 0xff;
        return name == 0 || name > 64 || 2 + name > length ? -1 : offset + 2 + name;
    }

    /** Whether a command is for the service of that name. */
    static boolean isFor(byte[] name, byte[] array, int offset) {
        int length = array[offset + 1] & 0xff;
        return Arrays.equals(array, offset + 2, offset + 2 + length, name, 0, name.length);
    }
}
