package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Security;
import io.rmix.testkit.Await;
import io.rmix.testkit.Background;
import io.rmix.testkit.Failures;
import io.rmix.testkit.SocketFiles;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Unix domain socket has beside what every address of this provider has: a file, and known users at both ends. */
class UnixSocketTest extends Fixture {
    private final String file = SocketFiles.free();
    private final Path path = Path.of(file);

    private Export export(Rmix server, String name) throws IOException {
        return server.export(Shop.class, new Shop.Keeper(name), at(file));
    }

    private static String at(String file) {
        return "grpc+unix://" + file + "/shop";
    }

    private String name() {
        return rmix().connect(Shop.class, at(file)).sync().name();
    }

    private String refusal(String file) {
        IOException e =
                assertThrows(IOException.class, () -> rmix().export(Shop.class, new Shop.Keeper("second"), at(file)));
        assertTrue(e.getMessage().contains("cannot bind grpc+unix://" + file), e.getMessage());
        return e.getMessage();
    }

    @Test
    void onlyTheOwnerMayConnectAndTheFileGoesWithTheServer() throws Exception {
        Rmix server = rmix();
        Endpoint endpoint = export(server, "k").endpoint();
        assertEquals(at(file), endpoint.toString());
        assertEquals("k", name());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        server.close();
        assertFalse(Files.exists(path));
        Failures.failsWith(Code.UNAVAILABLE, Outcome.NOT_INVOKED, this::name);
        try (var left = Files.list(path.getParent())) {
            assertEquals(
                    List.of(),
                    left.filter(each -> each.toString().startsWith(file)).toList());
        }
    }

    @Test
    void aLiveServersFileIsItsOwn() throws Exception {
        Rmix first = rmix();
        export(first, "first");
        assertTrue(refusal(file).contains("already in use"));
        assertEquals("first", name());
        Files.delete(path);
        export(rmix(), "second");
        first.close();
        assertEquals("second", name(), "the first leaves the second's file alone");
    }

    @Test
    void aDeadServersFileIsReplacedAndNothingElse() throws Exception {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(path))
                .close();
        assertTrue(Files.exists(path), "the JDK leaves the file");
        export(rmix(), "k");
        assertEquals("k", name());
        String other =
                Files.writeString(Path.of(SocketFiles.free()), "precious").toString();
        assertTrue(refusal(other).contains("not a socket"));
        assertEquals("precious", Files.readString(Path.of(other)));
    }

    @Test
    void ofServersThatStartAtOnceOneIsReached() throws Exception {
        for (int round = 0; round < 10; round++) {
            ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                    .bind(UnixDomainSocketAddress.of(path))
                    .close();
            List<Rmix> servers = List.of(rmix(), rmix(), rmix());
            List<CompletableFuture<String>> starts = new ArrayList<>();
            for (Rmix server : servers)
                starts.add(Background.supply(() -> {
                    try {
                        export(server, "won");
                        return "won";
                    } catch (IOException e) {
                        return "lost: " + e.getMessage();
                    }
                }));
            List<String> ends = new ArrayList<>();
            for (CompletableFuture<String> start : starts) ends.add(start.get(30, TimeUnit.SECONDS));
            assertEquals(1, ends.stream().filter("won"::equals).count(), ends::toString);
            assertEquals("won", name());
            servers.forEach(Rmix::close);
        }
    }

    @Test
    void aFolderThatDoesNotProtectTheFileIsRefused(@TempDir Path temp) throws Exception {
        Path folder = Files.createDirectory(temp.resolve("open"));
        String inside = folder.resolve("a.sock").toString();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertTrue(refusal(inside).contains("chmod o-w"));
        assertTrue(refusal(temp + "/none/a.sock").contains("no folder"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxr-x"));
        rmix().export(Shop.class, new Shop.Keeper("k"), at(inside));
    }

    @Test
    void tlsIsForNetworks() throws Exception {
        Security security = new Security(Optional.of(SSLContext.getDefault()), false);
        export(closing(Rmix.builder().security(security).build()), "k");
        Rmix client = closing(Rmix.builder().security(security).build());
        assertEquals("k", client.connect(Shop.class, at(file)).sync().name());
        assertEquals("k", name());
    }

    @Test
    void rubbishIsRefusedWithOneLine() throws Exception {
        export(rmix(), "k");
        Log log = log();
        try (SocketChannel peer = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            peer.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            while (peer.read(ByteBuffer.allocate(100)) >= 0) continue;
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("reset"), e.toString());
        }
        Await.until(
                "a line",
                () -> !log.warnings("refused unix: what came is not HTTP/2").isEmpty());
        assertEquals(1, log.warnings("refused").size());
        assertEquals("k", name());
    }

    @Test
    void aClientThatDoesNotKnowRmixCalls() throws Exception {
        export(rmix(), "corner");
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        closing(() -> loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync());
        ManagedChannel channel = NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(path))
                .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                .eventLoopGroup(loops)
                .overrideAuthority("localhost")
                .usePlaintext()
                .build();
        closing(() -> channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS));
        ReflectingClient client = new ReflectingClient(channel);
        assertEquals("corner", ReflectingClient.field(client.call("shop.v1.Shop", "Name", Map.of()), "result"));
    }

    @Test
    void aStrangerIsTurnedAwayWhateverTheFilesMode(@TempDir Path temp) throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can be somebody else");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
        String open = temp.resolve("open.sock").toString();
        rmix().export(Shop.class, new Shop.Keeper("k"), at(open));
        Log log = log();
        assertTrue(asNobody(open).contains("Permission denied"), "by the file's mode");
        Files.setPosixFilePermissions(Path.of(open), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals("connected, then closed", asNobody(open));
        assertEquals(
                1,
                log.warnings("refused unix: the peer's process is of user ", "one user")
                        .size());
    }

    @Test
    void aStrangersServerGetsNoCalls(@TempDir Path temp) throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can be somebody else");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxrwxrwx"));
        String trap = temp.resolve("trap.sock").toString();
        Process server = nobody(
                "$s = IO::Socket::UNIX->new(Local => shift, Listen => 5) or die $!; $| = 1; print 'ready';"
                        + " $c = $s->accept; $n = sysread($c, $_, 9); print $n ? 'a call' : 'nothing'",
                trap);
        closing(server::destroyForcibly);
        assertEquals("ready", new String(server.getInputStream().readNBytes(5), StandardCharsets.UTF_8));
        InvocationException e = Failures.failsWith(
                Code.UNAVAILABLE,
                Outcome.NOT_INVOKED,
                () -> rmix().connect(Shop.class, at(trap)).sync().name());
        assertTrue(e.getMessage().contains("the peer's process is of user "), e.getMessage());
        assertEquals("nothing", output(server));
    }

    private static String asNobody(String file) throws Exception {
        return output(nobody(
                "$s = IO::Socket::UNIX->new(Peer => shift) or die $!; print 'connected, then ',"
                        + " sysread($s, $_, 1) ? 'answered' : 'closed'",
                file));
    }

    /** A script as a process of another user; perl is part of every Debian, and readable to all. */
    private static Process nobody(String script, String file) throws IOException {
        String[] command = {
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "perl",
            "-MIO::Socket::UNIX",
            "-e",
            script,
            file
        };
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String output(Process process) throws Exception {
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return all;
    }
}
