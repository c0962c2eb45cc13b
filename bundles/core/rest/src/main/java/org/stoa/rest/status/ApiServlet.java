package org.stoa.rest.status;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.openapi.OpenApiDocument;
import org.stoa.rest.problem.ProblemCatalog;
import org.stoa.rest.publish.EndpointFactory;
import org.stoa.rest.publish.Publisher;

/** {@code /api/*}: the published operations, their description, and the page that shows it. Stands behind the filter. */
public final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String API = "/api";
    private static final String DOCS = "/api/docs";
    private static final String READ = "GET, HEAD, OPTIONS";

    private final transient Publisher publisher;
    private final transient OpenApiDocument openApi;
    private final transient ProblemPages problems;
    private final transient Docs docs = new Docs();

    public ApiServlet(Publisher publisher, OpenApiDocument openApi, ProblemCatalog catalog) {
        this.publisher = publisher;
        this.openApi = openApi;
        this.problems = new ProblemPages(catalog);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.startsWith(EndpointFactory.BASE)) {
            String below = path.substring(EndpointFactory.BASE.length());
            if (below.isEmpty() || below.charAt(0) == '/') {
                serve(ApiCall.of(request), below);
                return;
            }
        }
        Page page = page(path, request);
        if (page == null) {
            throw ProblemException.of(CommonProblem.NO_SUCH_PATH);
        }
        requireRead(request);
        page.answer(request, response);
    }

    private void serve(ApiCall call, String path) throws ServletException, IOException {
        try {
            publisher.serve(call, path);
        } catch (RuntimeException | IOException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(CommonProblem.STARTING);
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private Page page(String path, HttpServletRequest request) {
        if (path.equals("/api/openapi.json")) {
            OpenApiDocument.Version version = openApi.current();
            return Page.tagged(version.json(), "application/json", version.entityTag());
        }
        if (path.equals(DOCS)) {
            return docs.index();
        }
        if (path.startsWith(DOCS + "/")) {
            return docs.asset(path.substring(DOCS.length() + 1));
        }
        String accept = request.getHeader("Accept");
        return path.equals(API) || path.equals(API + "/") ? docs.root(accept) : problems.page(path, accept);
    }

    static void requireRead(HttpServletRequest request) {
        String method = request.getMethod();
        if (!"GET".equals(method) && !"HEAD".equals(method)) {
            throw ProblemException.of(CommonProblem.METHOD_NOT_ALLOWED, method).withHeader("Allow", READ);
        }
    }
}
