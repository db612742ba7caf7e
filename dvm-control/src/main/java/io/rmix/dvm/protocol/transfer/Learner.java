package io.rmix.dvm.protocol.transfer;

import io.rmix.dvm.View;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Gets the state for a learner: asks one voter after another for a snapshot, fetches it piece by piece, and begins anew when that is of no use. */
public final class Learner {
    /** Ticks after which a question is repeated. */
    private static final int REPEAT = 2;

    /** So often the deliveries that wait may overflow. */
    private static final int MOST_OVERFLOWS = 3;

    private final int patience;
    private final boolean checksLabels;
    private final Work work;
    private View view;
    private int self;
    private Label least;
    private long attempt = 1;
    private int turn;
    private int overflows;
    private @Nullable Label label;
    private long size;
    private long offset;
    private boolean complete;
    private long tick;
    private long askedAt;
    private long heardAt;

    /** What it wants done. */
    public interface Work {
        /** Sends to a member of the view. */
        void tell(int member, TransferControl message);

        /** A piece of the snapshot: the first of a new one is at 0, and makes earlier ones void. */
        void keep(long offset, ByteBuffer bytes);

        /** All pieces are here: the application takes the state over, and reports that. */
        void restore(Label label);

        /** Deliveries that wait are to be dropped, to make room. */
        void dropDeliveries();

        /** It cannot be done. */
        void giveUp(String reason);
    }

    /**
     * Asks at the next tick.
     *
     * @param patience ticks after which a silent sponsor is given up
     * @param checksLabels whether a snapshot that lacks something is refused; false only in a simulation that must notice
     */
    public Learner(View view, int self, int patience, boolean checksLabels, Work work) {
        this.checksLabels = checksLabels;
        this.view = view;
        this.self = self;
        this.patience = patience;
        this.work = work;
        this.least = new Label(view.number(), 0);
    }

    /** Another view is installed, in which this member is a learner still. */
    public void installed(View newView, int newSelf) {
        int before = sponsor();
        boolean stays = before >= 0 && newView.indexOf(view.member(before)) >= 0;
        view = newView;
        self = newSelf;
        if (!stays) {
            startAnew();
        }
    }

    /** A heartbeat's time has passed. */
    public void tick() {
        tick++;
        if (complete) {
            return;
        }
        if (tick - heardAt > patience) {
            turn++;
            startAnew();
        }
        if (tick - askedAt >= REPEAT) {
            ask();
        }
    }

    /**
     * The deliveries that wait have no room: drops them, for a later snapshot has them.
     *
     * @param delivered what is in them, and before
     */
    public void overflow(Label delivered) {
        if (++overflows > MOST_OVERFLOWS) {
            work.giveUp("its queue was full " + overflows + " times before the state had come");
            return;
        }
        least = delivered;
        work.dropDeliveries();
        startAnew();
    }

    /** Whether all pieces are here. */
    public boolean isComplete() {
        return complete;
    }

    /** A sponsor answers. */
    public void told(int source, TransferControl message) {
        if (complete || source != sponsor()) {
            return;
        }
        switch (message.kind()) {
            case SNAPSHOT -> offered((TransferControl.Snapshot) message);
            case CHUNK -> got((TransferControl.Chunk) message);
            case SNAPSHOT_REQUEST, CHUNK_REQUEST -> {}
        }
    }

    private void offered(TransferControl.Snapshot message) {
        if (message.attempt() != attempt || label != null || message.size() < 0) {
            return;
        }
        heardAt = tick;
        if (checksLabels && message.label().compareTo(least) < 0) {
            // Taken before what this member has dropped, or before it was there.
            startAnew();
            return;
        }
        label = message.label();
        size = message.size();
        if (size == 0) {
            work.keep(0, ByteBuffer.allocate(0));
            finish(label);
        } else {
            ask();
        }
    }

    private void got(TransferControl.Chunk message) {
        if (label == null || message.attempt() != attempt || message.offset() != offset) {
            return;
        }
        heardAt = tick;
        int length = message.bytes().remaining();
        if (length == 0 || length > size - offset) {
            startAnew();
            return;
        }
        work.keep(offset, message.bytes());
        offset += length;
        if (offset == size) {
            finish(label);
        } else {
            ask();
        }
    }

    private void finish(Label of) {
        complete = true;
        work.restore(of);
    }

    private void startAnew() {
        attempt++;
        label = null;
        size = 0;
        offset = 0;
        heardAt = tick;
        askedAt = tick;
    }

    private void ask() {
        int sponsor = sponsor();
        if (sponsor >= 0) {
            askedAt = tick;
            work.tell(
                    sponsor,
                    label == null
                            ? new TransferControl.SnapshotRequest(attempt)
                            : new TransferControl.ChunkRequest(attempt, offset));
        }
    }

    /** The voters in turn, the predecessor first. */
    private int sponsor() {
        int left = Math.floorMod(turn, view.voters());
        int at = view.predecessor(self);
        for (int i = 0; i < view.size(); i++) {
            if (view.isVoter(at) && at != self && left-- == 0) {
                return at;
            }
            at = view.predecessor(at);
        }
        return -1;
    }
}
