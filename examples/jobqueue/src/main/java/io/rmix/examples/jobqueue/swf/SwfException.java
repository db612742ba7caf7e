package io.rmix.examples.jobqueue.swf;

import java.io.IOException;

/** A trace cannot be read on; the message begins with the file's name and the line's number. */
public final class SwfException extends IOException {
    private static final long serialVersionUID = 1;

    SwfException(BadLine line) {
        super(line.toString());
    }

    SwfException(BadLine line, IOException cause) {
        super(line.toString(), cause);
    }
}
