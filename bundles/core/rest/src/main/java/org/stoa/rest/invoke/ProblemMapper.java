package org.stoa.rest.invoke;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.ByteArrayInputStream;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.problem.Problem;
import org.stoa.rest.problem.ProblemWriter;
import org.stoa.rest.problem.Problems;

/** Problem documents for what goes wrong inside of the JAX-RS runtime. */
abstract class ProblemMapper<T extends Throwable> implements ExceptionMapper<T> {

    private final Problems problems;
    private final ProblemWriter writer;

    ProblemMapper(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    @Override
    public Response toResponse(T failure) {
        ApiCall call = FullRequest.current().call();
        call.failed(failure);
        Problem problem = problems.of(failure, call.locale(), call.requestId(), call.method());
        byte[] document = writer.document(problem, call.requestId());
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, document.length)
                .entity(new ByteArrayInputStream(document));
        problem.headers().forEach(response::header);
        return response.build();
    }

    static final class OfThrowable extends ProblemMapper<Throwable> {
        OfThrowable(Problems problems, ProblemWriter writer) {
            super(problems, writer);
        }
    }

    /** The runtime would prefer its own mapper to one of Throwable. */
    static final class OfWebApplicationException extends ProblemMapper<WebApplicationException> {
        OfWebApplicationException(Problems problems, ProblemWriter writer) {
            super(problems, writer);
        }
    }
}
