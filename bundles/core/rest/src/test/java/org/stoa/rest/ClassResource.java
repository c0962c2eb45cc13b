package org.stoa.rest;

import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.stoa.api.rest.ProblemCode;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.RequiresPermission;

/** Has a body, an answer and problems of classes of its own. */
@Path("classes")
public final class ClassResource {

    /** What is sent and answered. */
    public record Named(@NotBlank String name) {}

    /** Its own kind of problem. */
    public enum OwnProblem implements ProblemCode {
        OWN;

        @Override
        public String code() {
            return "own-problem";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String title() {
            return "Its own";
        }
    }

    @POST
    @RequiresPermission("tenant.stall.read")
    public Named post(Named body) {
        return switch (body.name()) {
            case "problem" -> throw ProblemException.of(OwnProblem.OWN, body).with("value", body);
            case "defect" -> throw new IllegalStateException("defect");
            default -> body;
        };
    }
}
