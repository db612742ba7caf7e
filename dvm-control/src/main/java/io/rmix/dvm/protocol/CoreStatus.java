package io.rmix.dvm.protocol;

import io.rmix.dvm.protocol.link.LinkState;

/**
 * Figures of a core at one moment.
 *
 * @param originated own messages so far
 * @param delivered messages delivered so far, of all origins and both orders
 * @param consumed those of them that the application is through with
 * @param notDoneBytes bytes of own messages that are not done
 * @param notDeliveredBytes bytes of own messages that the application is not through with
 * @param queuedBytes bytes delivered and not consumed
 * @param unsentBytes bytes of the link log that were never sent, but for counters that wait for more to go with
 * @param retainedBytes bytes kept in both logs because they may be needed again
 * @param framesSent frames handed to the link
 * @param pulls times the successor asked for something again
 * @param sentBytes of the link log: the position up to which it was sent
 * @param acknowledgedBytes of the link log: the position up to which the successor is known to have it
 * @param link state of the link to the successor
 * @param takesFrames whether frames are taken from the predecessor
 * @param frozen whether the view is on its way out
 */
public record CoreStatus(
        long originated,
        long delivered,
        long consumed,
        long notDoneBytes,
        long notDeliveredBytes,
        long queuedBytes,
        long unsentBytes,
        long retainedBytes,
        long framesSent,
        long pulls,
        long sentBytes,
        long acknowledgedBytes,
        LinkState link,
        boolean takesFrames,
        boolean frozen) {}
