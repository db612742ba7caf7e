package io.rmix.dvm.sim;

import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.transfer.TransferControl;
import io.rmix.dvm.protocol.view.JoinControl;
import io.rmix.dvm.protocol.view.ViewControl;

/** What goes wrong in a simulation; a run counts each, for a simulation in which something never happens proves nothing about it. */
enum Hit {
    FRAME_LOST,
    CONTROL_LOST,
    CONTROL_REPEATED,
    CONTROL_LATE,
    TICK_LATE,
    LINK_BROKEN,
    LINK_MOVED,
    LINK_MOVED_IN_CHANGE,
    FRAME_OF_AN_EARLIER_CONNECTION,
    FRAME_OF_AN_EARLIER_VIEW,
    CRASH,
    CRASH_OF_A_LEARNER,
    CRASH_IN_CHANGE,
    CRASHES_AT_ONCE,
    BACK_WITHIN_DETECTION,
    BACK_AFTER_DETECTION,
    SLEEP,
    PARTITION_OF_ONE,
    PARTITION,
    ONE_WAY,
    LINK_CUT,
    FLAP,
    LEAVE,
    LEAVE_TOGETHER,
    LEAVE_IN_CHANGE,
    JOIN,
    JOIN_TWO,
    JOIN_IN_CHANGE,
    SLOW_APPLICATION,
    VIEWS_BEHIND,
    VIEW_OF_ONE,
    SNAPSHOT_SLOW,
    SNAPSHOT_FAILED,
    CHUNK_LOST,
    QUEUE_FULL,
    QUORUM_LOST,
    ISOLATED,
    NEEDS_OPERATOR,
    FORCED,
    STARTED_BY_HAND,
    DIES_AT_POLL,
    DIES_AT_POLL_ANSWER,
    DIES_AT_PREPARE,
    DIES_AT_PROMISE,
    DIES_AT_REFUSAL,
    DIES_AT_ACCEPT,
    DIES_AT_ACCEPTED,
    DIES_AT_DECISION,
    DIES_AT_FETCH,
    DIES_AT_FETCHED,
    DIES_AT_INSTALLED,
    DIES_AT_ALL_INSTALLED,
    DIES_AT_LEAVE,
    DIES_AT_SYNCED,
    DIES_AT_PLACE,
    DIES_AT_SNAPSHOT_REQUEST,
    DIES_AT_SNAPSHOT,
    DIES_AT_CHUNK_REQUEST,
    DIES_AT_CHUNK,
    /** Of a message at which nobody dies. */
    NOTHING;

    /** A member dies instead of saying this. */
    static Hit dyingAt(Control message) {
        if (message instanceof ViewControl said) {
            return switch (said.kind()) {
                case POLL -> DIES_AT_POLL;
                case POLL_ANSWER -> DIES_AT_POLL_ANSWER;
                case PREPARE -> DIES_AT_PREPARE;
                case PROMISE -> DIES_AT_PROMISE;
                case REFUSAL -> DIES_AT_REFUSAL;
                case ACCEPT -> DIES_AT_ACCEPT;
                case ACCEPTED -> DIES_AT_ACCEPTED;
                case DECISION -> DIES_AT_DECISION;
                case FETCH -> DIES_AT_FETCH;
                case FETCHED -> DIES_AT_FETCHED;
                case INSTALLED -> DIES_AT_INSTALLED;
                case ALL_INSTALLED -> DIES_AT_ALL_INSTALLED;
                case LEAVE -> DIES_AT_LEAVE;
                case SYNCED -> DIES_AT_SYNCED;
                case BEHIND, GONE -> NOTHING;
            };
        }
        if (message instanceof TransferControl said) {
            return switch (said.kind()) {
                case SNAPSHOT_REQUEST -> DIES_AT_SNAPSHOT_REQUEST;
                case SNAPSHOT -> DIES_AT_SNAPSHOT;
                case CHUNK_REQUEST -> DIES_AT_CHUNK_REQUEST;
                case CHUNK -> DIES_AT_CHUNK;
            };
        }
        return message instanceof JoinControl said && said.kind() == JoinControl.Kind.PLACE ? DIES_AT_PLACE : NOTHING;
    }
}
