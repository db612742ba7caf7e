package io.rmix.examples.tcp;

import io.rmix.Endpoint;
import io.rmix.spi.BytesConnection;
import io.rmix.spi.Frames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/** The client: one frame for another over a connection of its own. */
final class TcpExchange implements BytesConnection.Exchange {
    private final Endpoint address;
    private final SocketChannel channel = SocketChannel.open();
    private volatile boolean sent;

    TcpExchange(Endpoint address) throws IOException {
        this.address = address;
    }

    @Override
    public byte[] run(byte[] request, BytesConnection.Patience patience, int limit) throws IOException {
        try (channel) {
            Socket socket = channel.socket();
            socket.connect(new InetSocketAddress(address.host(), address.port()), patience.millis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(patience.millis());
            if (socket.getInputStream().read() != TcpAcceptor.SERVED) throw new IOException("the server is closing");
            sent = true;
            Frames.write(socket.getOutputStream(), request);
            socket.setSoTimeout(patience.millis());
            return Frames.read(socket.getInputStream(), limit);
        }
    }

    @Override
    public boolean sent() {
        return sent;
    }

    @Override
    public void end() throws IOException {
        channel.close();
    }
}
