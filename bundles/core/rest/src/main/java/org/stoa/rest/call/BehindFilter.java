package org.stoa.rest.call;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * A servlet that requests reach through the filter also when the container has not sent them there: Pax Web loses the
 * filter at a start now and then, and would serve every request with an error until the next one.
 */
public final class BehindFilter implements Servlet {

    private final Filter filter;
    private final Servlet servlet;

    public BehindFilter(Filter filter, Servlet servlet) {
        this.filter = filter;
        this.servlet = servlet;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        if (ApiCall.of(request) == null) {
            filter.doFilter(request, response, servlet::service);
        } else {
            servlet.service(request, response);
        }
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        servlet.init(config);
    }

    @Override
    public ServletConfig getServletConfig() {
        return servlet.getServletConfig();
    }

    @Override
    public String getServletInfo() {
        return servlet.getServletInfo();
    }

    @Override
    public void destroy() {
        servlet.destroy();
    }
}
