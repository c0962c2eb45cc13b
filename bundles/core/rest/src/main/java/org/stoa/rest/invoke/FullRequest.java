package org.stoa.rest.invoke;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.publish.OperationModel;

/**
 * An admitted request as the JAX-RS runtime sees it: its body was read before, and headers that only mean something to
 * that runtime are gone.
 */
final class FullRequest extends HttpServletRequestWrapper {

    private static final Set<String> HIDDEN =
            Set.of("onewayrequest", "x-http-method-override", "x-method-override", "x-requested-uri");

    private final ApiCall call;
    private final OperationModel model;
    private final String[] checkedNames;

    FullRequest(ApiCall call, OperationModel model, String[] checkedNames) {
        super(call.request());
        this.call = call;
        this.model = model;
        this.checkedNames = checkedNames;
    }

    /** The request that the runtime works on in this thread. */
    static FullRequest current() {
        Message message =
                PhaseInterceptorChain.getCurrentMessage().getExchange().getInMessage();
        return (FullRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST);
    }

    ApiCall call() {
        return call;
    }

    OperationModel model() {
        return model;
    }

    /** Names of the parameters whose constraints are checked before the call; null when there is none. */
    String[] checkedNames() {
        return checkedNames;
    }

    /** The runtime counts paths from the root, wherever the servlet is mounted. */
    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return "";
    }

    @Override
    public String getPathInfo() {
        return getRequestURI();
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !isHidden(name))
                .toList());
    }

    @Override
    public ServletInputStream getInputStream() {
        return new BodyStream(call.body());
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static boolean isHidden(String name) {
        return HIDDEN.contains(name.toLowerCase(Locale.ROOT));
    }

    private static final class BodyStream extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        BodyStream(byte[] body) {
            this.bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return bytes.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("requests are not asynchronous");
        }
    }
}
