package org.stoa.rest.status;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.stoa.rest.call.ServerErrors;
import org.stoa.rest.problem.Problem;

/** What the servlet container shows where it refuses a request by itself, such as one for {@code /WEB-INF}. */
public final class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient ServerErrors errors;

    public ErrorServlet(ServerErrors errors) {
        this.errors = errors;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ServerErrors.Answer answer = errors.answer(status instanceof Integer code ? code : 404);
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(answer.document().length);
        response.getOutputStream().write(answer.document());
    }
}
