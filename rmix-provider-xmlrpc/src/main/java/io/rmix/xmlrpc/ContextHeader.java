package io.rmix.xmlrpc;

import com.google.protobuf.CodedInputStream;
import io.rmix.contract.EncodeException;
import io.rmix.http.xml.MalformedXmlException;
import io.rmix.spi.CallContext;
import io.rmix.spi.ContextCodec;
import java.io.IOException;
import java.util.Base64;

/**
 * The header {@code RMIX-Context: 1 <base64>}: the encoding of {@code rmix/v1/context.proto}, which may be empty. It also says that the
 * caller is an RMIX peer; others neither send nor read it.
 */
final class ContextHeader {
    /** Heads are bounded, this one within them. */
    static final int MAX_BYTES = 6 << 10;

    private static final String VERSION = "1";

    private ContextHeader() {}

    /**
     * The header line, with its end.
     *
     * @throws EncodeException if the context is too large
     */
    static String of(CallContext context) {
        byte[] bytes = ContextCodec.encode(context);
        if (bytes.length > MAX_BYTES)
            throw EncodeException.tooLarge(
                    "context of " + bytes.length + " bytes; a header takes " + MAX_BYTES + ", put it into arguments");
        String value = bytes.length == 0
                ? VERSION
                : VERSION + " " + Base64.getEncoder().encodeToString(bytes);
        return "RMIX-Context: " + value + "\r\n";
    }

    /** @throws MalformedXmlException if it is none of ours */
    static CallContext parse(String header) {
        if (header.isEmpty() || header.equals(VERSION)) return CallContext.EMPTY;
        try {
            if (!header.startsWith(VERSION + " ")) throw new IOException("its version is not " + VERSION);
            byte[] bytes = Base64.getDecoder().decode(header.substring(VERSION.length() + 1));
            return ContextCodec.read(CodedInputStream.newInstance(bytes));
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedXmlException("has a malformed RMIX-Context: " + e.getMessage());
        }
    }
}
