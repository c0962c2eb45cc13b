package org.stoa.rest.call;

import jakarta.servlet.ServletRequest;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.stoa.rest.problem.Problem;

/** What stands in for Jetty's error pages. The only class that knows Jetty; not loaded with another server. */
final class JettyErrors implements Request.Handler {

    private final ServerErrors errors;

    private JettyErrors(ServerErrors errors) {
        this.errors = errors;
    }

    /** Puts the problems of {@code errors} in place of the server's pages until the result is closed. */
    static AutoCloseable install(ServletRequest request, ServerErrors errors) {
        Server server = ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnector()
                .getServer();
        Request.Handler before = server.getErrorHandler();
        JettyErrors mine = new JettyErrors(errors);
        server.setErrorHandler(mine);
        return () -> {
            if (server.getErrorHandler() == mine) {
                server.setErrorHandler(before);
            }
        };
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ServerErrors.Answer answer = errors.answer(response.getStatus());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.put(HttpHeader.CONTENT_LENGTH, answer.document().length);
        answer.headers().forEach(headers::put);
        response.write(true, ByteBuffer.wrap(answer.document()), callback);
        return true;
    }
}
