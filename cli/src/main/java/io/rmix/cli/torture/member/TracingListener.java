package io.rmix.cli.torture.member;

import io.rmix.cli.torture.trace.TraceRecord;
import io.rmix.cli.torture.trace.TraceRecord.Became;
import io.rmix.cli.torture.trace.TraceRecord.Heard;
import io.rmix.cli.torture.trace.TraceRecord.Installed;
import io.rmix.cli.torture.trace.TraceRecord.Seat;
import io.rmix.dvm.View;
import io.rmix.dvm.runtime.BroadcastMessage;
import io.rmix.dvm.runtime.NodeListener;
import io.rmix.dvm.runtime.NodeState;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Writes down broadcasts, views and states. */
final class TracingListener implements NodeListener {
    private final Consumer<TraceRecord> trace;

    TracingListener(Consumer<TraceRecord> trace) {
        this.trace = trace;
    }

    @Override
    public void delivered(BroadcastMessage message) {
        byte[] content = message.payload();
        boolean readable = content.length >= Content.HEADER;
        long origin = readable ? ByteBuffer.wrap(content).getLong() : 0;
        long number = readable ? ByteBuffer.wrap(content).getLong(Long.BYTES) : 0;
        boolean intact = readable && Content.isIntact(content, origin, number);
        trace.accept(new Heard(message.order(), message.view(), message.position(), origin, number, intact));
    }

    @Override
    public void viewInstalled(View view) {
        trace.accept(new Installed(
                view.number(),
                view.lineage().toString(),
                view.ballot().toString(),
                view.members().stream()
                        .map(each ->
                                new Seat(each.member().name(), each.member().incarnation(), each.isVoter()))
                        .toList()));
    }

    @Override
    public void stateChanged(NodeState state, String reason) {
        trace.accept(new Became(state.name(), reason));
    }
}
