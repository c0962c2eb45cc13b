import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection that is kept; it costs the measuring side little, and answers are read but not kept. */
final class HttpConnection implements Closeable {

    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final int TIMEOUT_MILLIS = 60_000;

    private final int port;
    private final byte[] buffer = new byte[65_536];
    private int start;
    private int end;
    private Socket socket;

    HttpConnection(int port) {
        this.port = port;
    }

    /** Sends a request as it goes over the wire. @return the status of the answer */
    int send(byte[] request) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            start = 0;
            end = 0;
        }
        try {
            socket.getOutputStream().write(request);
            return answer();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private int answer() throws IOException {
        int length;
        while ((length = indexOf(END_OF_HEAD)) < 0) {
            fill();
        }
        String head = new String(buffer, start, length - start, StandardCharsets.ISO_8859_1).toLowerCase();
        start = length + END_OF_HEAD.length;
        int status = Integer.parseInt(head.substring(9, 12));
        String announced = header(head, "content-length");
        if (announced != null) {
            skip(Long.parseLong(announced));
        } else if ("chunked".equals(header(head, "transfer-encoding"))) {
            skipChunks();
        }
        if ("close".equals(header(head, "connection"))) {
            close();
        }
        return status;
    }

    private static String header(String head, String name) {
        int at = head.indexOf("\r\n" + name + ":");
        if (at < 0) {
            return null;
        }
        int from = at + name.length() + 3;
        int to = head.indexOf("\r\n", from);
        return head.substring(from, to < 0 ? head.length() : to).strip();
    }

    private void skipChunks() throws IOException {
        while (true) {
            int line;
            while ((line = indexOf(new byte[] {'\r', '\n'})) < 0) {
                fill();
            }
            int size = Integer.parseInt(new String(buffer, start, line - start, StandardCharsets.ISO_8859_1), 16);
            start = line + 2;
            skip(size + 2L);
            if (size == 0) {
                return;
            }
        }
    }

    private void skip(long count) throws IOException {
        long left = count;
        while (left > end - start) {
            left -= end - start;
            start = end;
            fill();
        }
        start += (int) left;
    }

    private int indexOf(byte[] wanted) {
        for (int i = start; i <= end - wanted.length; i++) {
            int matched = 0;
            while (matched < wanted.length && buffer[i + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        InputStream in = socket.getInputStream();
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        end += read;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
