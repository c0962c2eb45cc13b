package org.stoa.testkit.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.osgi.framework.ServiceReference;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;

/** Serves what the HTTP whiteboard of the platform would, on a free port of the loopback interface. */
final class HttpServer implements AutoCloseable {
    private static final String FILTER_PATTERN = HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_PATTERN;
    private static final String SERVLET_PATTERN = HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    HttpServer(ClassPathFramework framework) {
        ServletContextHandler context = new ServletContextHandler("/");
        Map<ServiceReference<?>, Object> filters = framework.services("(" + FILTER_PATTERN + "=*)");
        filters.forEach((reference, service) -> context.addFilter(
                new FilterHolder((Filter) service),
                (String) reference.getProperty(FILTER_PATTERN),
                EnumSet.of(DispatcherType.REQUEST)));
        Map<ServiceReference<?>, Object> servlets = framework.services("(" + SERVLET_PATTERN + "=*)");
        servlets.forEach((reference, service) -> context.addServlet(
                new ServletHolder((Servlet) service), (String) reference.getProperty(SERVLET_PATTERN)));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server cannot be started", e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server cannot be stopped", e);
        }
    }
}
