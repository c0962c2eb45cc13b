package org.stoa.rest.invoke;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

/** Lets the JAX-RS runtime call the operation that the request was admitted for, and no other. */
final class AdmittedOperation implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext context) {
        OperationResourceInfo operation =
                PhaseInterceptorChain.getCurrentMessage().getExchange().get(OperationResourceInfo.class);
        if (!operation.getMethodToInvoke().equals(FullRequest.current().model().method())) {
            throw ProblemException.of(CommonProblem.NO_SUCH_PATH);
        }
    }
}
