package io.rmix.benchmarks.ring;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.util.MessageBatch;

/**
 * JGroups over TCP as shipped (tcp.xml), with SEQUENCER as in sequencer.xml, and TCP_NODELAY on, which makes it faster here. Members are
 * suspected after the same silence as ours.
 */
final class JGroupsGroup implements Group {
    private static final String STACK = """
        <config xmlns="urn:org:jgroups">
          <TCP bind_addr="127.0.0.1" bind_port="%d" port_range="0" recv_buf_size="0" send_buf_size="0"
               buffered_input_stream_size="65536" buffered_output_stream_size="65536" tcp_nodelay="true"
               bundler_type="pd" bundler.max_size="64K" bundler.capacity="16k"
               bundler.use_single_sender_thread="true" bundler.use_ringbuffer="true" message_processing_policy="max"
               diag.enabled="false" thread_pool.min_threads="0" thread_pool.max_threads="200"
               use_virtual_threads="true"/>
          <TCPPING async_discovery="true" initial_hosts="%s" port_range="0"/>
          <MERGE3 min_interval="10s" max_interval="30s"/>
          <FD_SOCK2 offset="%d" port_range="0"/>
          <FD_ALL3 timeout="%ds" interval="2s"/>
          <VERIFY_SUSPECT2 timeout="1.5s"/>
          <pbcast.NAKACK2 use_mcast_xmit="false"/>
          <UNICAST3/>
          <pbcast.STABLE desired_avg_gossip="50s" max_bytes="4M"/>
          <pbcast.GMS print_local_addr="false" join_timeout="500ms"/>
          <MFC max_credits="2M" min_threshold="0.4"/>
          <UFC max_credits="2M" min_threshold="0.4"/>
          <SEQUENCER/>
          <FRAG2 frag_size="60K"/>
        </config>\
        """;

    private final JChannel channel;
    private volatile boolean complete;

    JGroupsGroup(Membership membership, Events events) throws Exception {
        String hosts = membership.ports().stream()
                .limit(membership.size())
                .map(p -> "127.0.0.1[" + p + "]")
                .collect(Collectors.joining(","));
        // FD_SOCK2 listens at a port of its own, behind those of the members.
        String stack = STACK.formatted(membership.port(), hosts, membership.size(), Contender.SUSPICION.toSeconds());
        channel = new JChannel(new ByteArrayInputStream(stack.getBytes(StandardCharsets.UTF_8)));
        channel.name("m" + membership.self());
        channel.setReceiver(new Receiving(events, membership.size()));
        channel.connect("bench");
        membership.await("a view with those before", () -> channel.getView().size() > membership.self());
    }

    private final class Receiving implements Receiver {
        private final Events events;
        private final int members;

        Receiving(Events events, int members) {
            this.events = events;
            this.members = members;
        }

        @Override
        public void receive(Message message) {
            events.delivered(ByteBuffer.wrap(message.getArray(), message.getOffset(), message.getLength()));
        }

        @Override
        public void receive(MessageBatch batch) {
            for (Message message : batch) receive(message);
        }

        @Override
        public void viewAccepted(View view) {
            if (complete && view.size() != members) events.failed("the members are now " + view);
        }
    }

    @Override
    public void awaitAll(Membership membership) throws Exception {
        membership.await("a view of all", () -> channel.getView().size() == membership.size());
        complete = true;
    }

    @Override
    public void broadcast(byte[] message) throws Exception {
        channel.send(new BytesMessage(null, message));
    }
}
