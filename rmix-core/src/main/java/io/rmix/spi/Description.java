package io.rmix.spi;

import java.util.Objects;

/**
 * A contract in the terms of one protocol, for people and tools that do not know RMIX.
 *
 * @param mediaType such as {@code text/xml}
 * @param text the whole description; ends with a line feed
 */
public record Description(String mediaType, String text) {
    public Description {
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(text, "text");
    }
}
