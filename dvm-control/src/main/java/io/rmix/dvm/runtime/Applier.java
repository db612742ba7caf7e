package io.rmix.dvm.runtime;

import io.rmix.dvm.Order;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.steady.Delivery;
import io.rmix.dvm.protocol.steady.DeliveryQueue;
import io.rmix.dvm.protocol.transfer.Label;
import io.rmix.dvm.service.CommandContext;
import io.rmix.dvm.service.Envelope;
import io.rmix.dvm.service.ServiceTable;
import io.rmix.dvm.service.ServiceTable.Answer;
import io.rmix.dvm.service.ServiceTable.State;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies deliveries to the services and listeners of a member, one after another and view after view: keeps the position, the time that only grows, and the order
 * hash.
 *
 * <p><b>Threads.</b> The apply thread.
 */
final class Applier {
    private final ServiceTable services;
    private final List<NodeListener> listeners;
    private final OrderHash orderHash = new OrderHash();
    private final Delivery delivery = new Delivery();
    private final BroadcastMessage message = new BroadcastMessage(delivery);
    private final Checkpoints checkpoints;
    private final int checkpointEvery;
    private @Nullable Stage stage;
    /** What the state that was taken over holds already. */
    private Label base = new Label(0, 0);
    /** Atomic deliveries of this view so far. */
    private long inView;

    private long position;
    private long time = Long.MIN_VALUE;

    Applier(ServiceTable services, List<NodeListener> listeners, Checkpoints checkpoints, int checkpointEvery) {
        this.services = services;
        this.listeners = listeners;
        this.checkpoints = checkpoints;
        this.checkpointEvery = checkpointEvery;
    }

    /**
     * A view as the application goes through it.
     *
     * @param after number of the last delivery of the view before
     * @param view the view
     * @param self ring index of this member
     * @param queue where its deliveries are read
     */
    record Stage(long after, View view, int self, DeliveryQueue queue) {}

    /** Takes the own submission that a delivery completes. */
    interface OwnDeliveries {
        void delivered(Order order, Delivered where, @Nullable Answer answer);
    }

    boolean isInView() {
        return stage != null;
    }

    /** A view begins: all of the one before is applied. */
    void enter(Stage next) {
        stage = next;
        inView = 0;
        for (NodeListener each : listeners) {
            each.viewInstalled(next.view());
        }
    }

    /** Applies one delivery. */
    void apply(long number, OwnDeliveries own) {
        Stage now = Objects.requireNonNull(stage, "deliveries before a view");
        View view = now.view();
        now.queue().read(number, delivery);
        boolean atomic = delivery.order() == Order.ATOMIC;
        if (atomic && new Label(view.number(), ++inView).compareTo(base) <= 0) {
            return;
        }
        Answer answer = atomic ? atomic(view) : broadcast(view, 0, delivery.time());
        if (delivery.origin() == now.self()) {
            own.delivered(
                    delivery.order(),
                    new Delivered(delivery.order(), atomic ? position : 0, view.number(), delivery.sequence()),
                    answer);
        }
        if (atomic && position % checkpointEvery == 0 && checkpoints.hasRoom()) {
            checkpoints.take(position, orderHash.toString(), services.snapshot());
        }
    }

    private @Nullable Answer atomic(View view) {
        position++;
        time = Math.max(time, delivery.time());
        byte[] array = delivery.array();
        int offset = delivery.payloadOffset();
        int length = delivery.payloadLength();
        orderHash.add(view.number(), position, delivery.origin(), delivery.sequence(), array, offset, length);
        if (length > 0 && array[offset] != Envelope.BROADCAST) {
            CommandContext context = new CommandContext(position, view.number(), Instant.ofEpochMilli(time));
            return services.apply(context, array, offset, length);
        }
        return broadcast(view, position, time);
    }

    private @Nullable Answer broadcast(View view, long at, long when) {
        int envelope = Math.min(delivery.payloadLength(), Envelope.BROADCAST_BYTES);
        message.at(view.member(delivery.origin()).name(), view.number(), at, when, envelope);
        for (NodeListener each : listeners) {
            each.delivered(message);
        }
        return null;
    }

    /** Passes over a delivery that this member, which does not hold the state yet, has no room for: a later state has it. */
    void skip(long number) {
        Stage now = Objects.requireNonNull(stage, "deliveries before a view");
        now.queue().read(number, delivery);
        inView += delivery.order() == Order.ATOMIC ? 1 : 0;
    }

    /** The state as it is now. */
    StateImage.Moment moment() {
        Label label = new Label(
                Objects.requireNonNull(stage, "a state before a view").view().number(), inView);
        return new StateImage.Moment(label, position, time, orderHash.value(), services.snapshot());
    }

    /**
     * Takes over the state of another member; what is in it already is not applied again.
     *
     * @throws IOException if it cannot be read
     */
    void restore(Label label, byte[] bytes) throws IOException {
        StateImage image = StateImage.read(bytes);
        services.restore(image.services());
        base = label;
        position = image.position();
        time = image.time();
        orderHash.restore(image.orderHash());
    }

    long position() {
        return position;
    }

    String orderHash() {
        return orderHash.toString();
    }

    List<State> snapshot() {
        return services.snapshot();
    }
}
