package org.stoa.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Unlike the stream of {@code Channels} it lets another thread read meanwhile, on every JDK. The channel is written to by
 * a thread of this stream's own: one that is interrupted while it writes to a channel closes it, and those who write here
 * are interrupted by the operator's key for that, and by the line reader.
 */
final class ChannelOutput extends OutputStream {

    private final SocketChannel channel;
    /** Its thread comes and goes with what is to be written, so that there is nothing to shut down. */
    private final Executor writer =
            new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ChannelOutput::thread);

    ChannelOutput(SocketChannel channel) {
        this.channel = channel;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "console-output");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /** Returns when all is written, also to a thread that is interrupted meanwhile. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        try {
            CompletableFuture.runAsync(() -> writeAll(buffer), writer).join();
        } catch (CompletionException e) {
            throw new IOException("The client of the shell cannot be reached", e.getCause());
        }
    }

    private void writeAll(ByteBuffer buffer) {
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
