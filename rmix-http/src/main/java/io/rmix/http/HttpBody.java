package io.rmix.http;

/** Bytes that can take a head straight before them, so that both go out in one write. */
public interface HttpBody {
    int size();

    /** Puts the head before the body and returns where it begins in {@link #array()}. */
    int prepend(byte[] head);

    byte[] array();

    /** Where the body ends in {@link #array()}. */
    int end();
}
