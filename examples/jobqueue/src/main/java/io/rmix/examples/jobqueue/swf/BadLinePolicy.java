package io.rmix.examples.jobqueue.swf;

/** What a reader does about a bad line; it is reported either way. */
public enum BadLinePolicy {
    /** The first bad line ends the reading. */
    FATAL,
    /** Bad lines are counted and left out. */
    SKIP
}
