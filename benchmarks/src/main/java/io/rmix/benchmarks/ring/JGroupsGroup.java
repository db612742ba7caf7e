package io.rmix.benchmarks.ring;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.util.MessageBatch;

/** JGroups over TCP as shipped (tcp.xml), with SEQUENCER as in sequencer.xml, and TCP_NODELAY on, which makes it faster here. */
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
              <FD_SOCK2 offset="100"/>
              <FD_ALL3 timeout="40s" interval="5s"/>
              <VERIFY_SUSPECT2 timeout="1.5s"/>
              <pbcast.NAKACK2 use_mcast_xmit="false"/>
              <UNICAST3/>
              <pbcast.STABLE desired_avg_gossip="50s" max_bytes="4M"/>
              <pbcast.GMS print_local_addr="false" join_timeout="500ms"/>
              <MFC max_credits="2M" min_threshold="0.4"/>
              <UFC max_credits="2M" min_threshold="0.4"/>
              <SEQUENCER/>
              <FRAG2 frag_size="60K"/>
            </config>""";

    private final JChannel channel;

    JGroupsGroup(Membership membership, Delivery delivery) throws Exception {
        String hosts =
                membership.ports().stream().map(p -> "127.0.0.1[" + p + "]").collect(Collectors.joining(","));
        String stack = STACK.formatted(membership.ports().get(membership.self()), hosts);
        channel = new JChannel(new ByteArrayInputStream(stack.getBytes(StandardCharsets.UTF_8)));
        channel.name("m" + membership.self());
        channel.setReceiver(new Receiver() {
            @Override
            public void receive(Message message) {
                delivery.delivered(ByteBuffer.wrap(message.getArray(), message.getOffset(), message.getLength()));
            }

            @Override
            public void receive(MessageBatch batch) {
                for (Message message : batch) receive(message);
            }
        });
        channel.connect("bench");
        while (channel.getView().size() <= membership.self() && membership.waiting()) LockSupport.parkNanos(1_000_000);
    }

    @Override
    public void broadcast(byte[] message) throws Exception {
        channel.send(new BytesMessage(null, message));
    }

    @Override
    public void close() {
        channel.close();
    }
}
