package org.stoa.rest.status;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.rest.call.ClientAddresses;

/**
 * Everything outside of {@code /api}: {@code /}, {@code /health/live}, {@code /health/ready} and {@code /metrics}; 404 for
 * the rest. Metrics, and details of health, are for operators.
 */
public final class StatusServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();
    private static final byte[] LIVE = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);
    private static final String JSON_TYPE = "application/json";

    private final transient Health health;
    private final transient PlatformMetrics metrics;
    private final transient ClientAddresses addresses;
    private final transient Docs docs = new Docs();

    public StatusServlet(Health health, PlatformMetrics metrics, ClientAddresses addresses) {
        this.health = health;
        this.metrics = metrics;
        this.addresses = addresses;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI().substring(request.getContextPath().length())) {
            case "", "/" -> {
                ApiServlet.requireRead(request);
                docs.root(request.getHeader("Accept")).answer(request, response);
            }
            case "/health/live" -> answer(request, response, 200, JSON_TYPE, LIVE);
            case "/health/ready" -> ready(request, response);
            case "/metrics" -> metrics(request, response);
            default -> throw ProblemException.of(CommonProblem.NO_SUCH_PATH);
        }
    }

    private void ready(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Health.Report report = health.report();
        Object body = addresses.isOperator(request) ? report : Map.of("status", report.status());
        byte[] bytes = JSON.writeValueAsBytes(body);
        answer(request, response, report.isReady() ? 200 : 503, JSON_TYPE, bytes);
    }

    private void metrics(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!addresses.isOperator(request)) {
            throw ProblemException.of(CommonProblem.NO_SUCH_PATH);
        }
        byte[] bytes = metrics.scrape().getBytes(StandardCharsets.UTF_8);
        answer(request, response, 200, PlatformMetrics.MEDIA_TYPE, bytes);
    }

    private static void answer(
            HttpServletRequest request, HttpServletResponse response, int status, String mediaType, byte[] body)
            throws IOException {
        ApiServlet.requireRead(request);
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
