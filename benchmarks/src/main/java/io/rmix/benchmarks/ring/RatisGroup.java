package io.rmix.benchmarks.ring;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/**
 * Apache Ratis over gRPC with its log in memory: each member a server, the sender a client at the leader, a delivery what a state machine applies.
 * Left to itself it appends one message at a time; one append under way, 10 ms apart, makes it batch, which was the fastest that was found.
 */
final class RatisGroup implements Group {
    private static final RaftGroupId GROUP = RaftGroupId.valueOf(new UUID(0, 1));
    private static final RaftPeerId LEADER = id(0);
    private static final long TRANSFER_MILLIS = 3000;
    private static final long REQUEST_MILLIS = 60_000;

    private final Events events;
    private final boolean leads;
    private final RaftServer server;
    private final RaftClient client;

    RatisGroup(Membership membership, Events events) throws IOException {
        this.events = events;
        leads = membership.self() == 0;
        List<RaftPeer> peers = new ArrayList<>();
        for (int i = 0; i < membership.size(); i++) {
            peers.add(RaftPeer.newBuilder()
                    .setId(id(i))
                    .setAddress("127.0.0.1:" + membership.ports().get(i))
                    .setPriority(i == 0 ? 1 : 0)
                    .build());
        }
        RaftGroup group = RaftGroup.valueOf(GROUP, peers);
        RaftProperties properties = properties(membership);
        server = RaftServer.newBuilder()
                .setServerId(id(membership.self()))
                .setGroup(group)
                .setProperties(properties)
                .setOption(RaftStorage.StartupOption.FORMAT)
                .setStateMachine(new Deliveries(events))
                .build();
        server.start();
        client = RaftClient.newBuilder()
                .setProperties(properties)
                .setRaftGroup(group)
                .setLeaderId(LEADER)
                .build();
    }

    private static RaftPeerId id(int member) {
        return RaftPeerId.valueOf("m" + member);
    }

    private static RaftProperties properties(Membership membership) {
        RaftProperties all = new RaftProperties();
        GrpcConfigKeys.Server.setHost(all, "127.0.0.1");
        GrpcConfigKeys.Server.setPort(all, membership.port());
        GrpcConfigKeys.setFlowControlWindow(all, SizeInBytes.valueOf("8MB"));
        GrpcConfigKeys.Server.setLeaderOutstandingAppendsMax(all, 1);
        RaftServerConfigKeys.setStorageDir(
                all,
                List.of(membership.folder().resolve("ratis" + membership.self()).toFile()));
        RaftServerConfigKeys.Log.setUseMemory(all, true);
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(all, SizeInBytes.valueOf("4MB"));
        RaftServerConfigKeys.Log.Appender.setBufferElementLimit(all, 0);
        RaftServerConfigKeys.Log.Appender.setWaitTimeMin(all, millis(10));
        RaftServerConfigKeys.Write.setElementLimit(all, 1 << 16);
        RaftServerConfigKeys.RetryCache.setExpiryTime(all, millis(10_000));
        long suspicion = Contender.SUSPICION.toMillis();
        RaftServerConfigKeys.Rpc.setTimeoutMin(all, millis(suspicion));
        RaftServerConfigKeys.Rpc.setTimeoutMax(all, millis(suspicion + 2000));
        RaftServerConfigKeys.Rpc.setRequestTimeout(all, millis(suspicion));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(all, millis(500));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(all, millis(1000));
        RaftClientConfigKeys.Rpc.setRequestTimeout(all, millis(REQUEST_MILLIS));
        RaftClientConfigKeys.Async.setOutstandingRequestsMax(all, 2 * Contender.RATIS.outstanding(0));
        return all;
    }

    private static TimeDuration millis(long count) {
        return TimeDuration.valueOf(count, TimeUnit.MILLISECONDS);
    }

    /** The state of which is nothing but what has been delivered. */
    private static final class Deliveries extends BaseStateMachine {
        private final Events events;

        Deliveries(Events events) {
            this.events = events;
        }

        @Override
        public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
            LogEntryProto entry = transaction.getLogEntry();
            events.delivered(entry.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer());
            updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
            return CompletableFuture.completedFuture(Message.EMPTY);
        }
    }

    @Override
    public void awaitAll(Membership membership) throws Exception {
        membership.await("member 0 to lead", () -> {
            if (LEADER.equals(server.getDivision(GROUP).getInfo().getLeaderId())) return true;
            return leads && takeLead();
        });
    }

    private boolean takeLead() {
        try {
            return client.admin().transferLeadership(LEADER, TRANSFER_MILLIS).isSuccess();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void broadcast(byte[] message) {
        client.async()
                .send(Message.valueOf(UnsafeByteOperations.unsafeWrap(message)))
                .whenComplete((reply, e) -> {
                    if (e != null || !reply.isSuccess())
                        events.failed("a message was refused: " + (e == null ? reply : e));
                });
    }
}
