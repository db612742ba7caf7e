package io.rmix.engine;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCall;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.LaneWire;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One lane of a sender and its wire. */
final class LaneLink implements LaneWire.Listener {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final LaneSender sender;
    private final long lane;
    private final long incarnation;
    private final long base;
    private final Attachment place;
    private final AtomicBoolean held = new AtomicBoolean(true);
    private long credit = LaneLedger.INITIAL_CREDIT;
    private volatile long usedNanos = System.nanoTime();
    private volatile @Nullable LaneWire wire;
    private volatile boolean dropped;
    private volatile boolean retired;

    /** @param place held for it already */
    LaneLink(LaneSender sender, long lane, long incarnation, long base, Attachment place) {
        this.sender = sender;
        this.lane = lane;
        this.incarnation = incarnation;
        this.base = base;
        this.place = place;
    }

    void attach(LaneWire opened) {
        wire = opened;
        if (dropped) opened.abort();
    }

    long lane() {
        return lane;
    }

    long incarnation() {
        return incarnation;
    }

    Attachment place() {
        return place;
    }

    /** The call as it is named at the lane's endpoint. */
    LaneCall addressed(LaneCall call) {
        String service = place.endpoint().service();
        return call.service().equals(service)
                ? call
                : new LaneCall(service, call.method(), call.context(), call.payload());
    }

    /** The stub's number of the call before the lane's first. */
    long base() {
        return base;
    }

    long credit() {
        return credit;
    }

    void credit(long bytes) {
        credit = bytes;
    }

    boolean isReady() {
        LaneWire w = wire;
        return w != null && !dropped && !retired && w.isReady();
    }

    boolean isRetired() {
        return retired;
    }

    /** Well below what a server keeps one for. */
    boolean isIdle() {
        return System.nanoTime() - usedNanos > IDLE_NANOS;
    }

    void send(LaneFrame frame) {
        usedNanos = System.nanoTime();
        LaneWire w = wire;
        if (w != null) w.send(frame);
    }

    void finish() {
        LaneWire w = wire;
        if (w != null) w.finish();
        letGo();
    }

    private void letGo() {
        if (held.compareAndSet(true, false)) place.release();
    }

    void abort() {
        dropped = true;
        LaneWire w = wire;
        if (w != null) w.abort();
        letGo();
    }

    @Override
    public void ready() {
        sender.pump();
    }

    @Override
    public void acknowledged(LaneAck ack) {
        sender.acknowledged(this, ack);
    }

    @Override
    public void broken(Code code, String reason) {
        dropped = true;
        sender.lost(this, code, reason, Outcome.UNKNOWN);
        letGo();
    }

    @Override
    public void refused(Code code, String reason) {
        dropped = true;
        sender.lost(this, code, reason, Outcome.NOT_INVOKED);
        letGo();
    }

    @Override
    public void finished() {
        broken(Code.UNAVAILABLE, "the server ended the lane");
    }

    @Override
    public void retire() {
        retired = true;
        sender.pump();
    }
}
