package org.stoa.rest.invoke;

import java.lang.reflect.Method;
import java.util.List;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.jaxrs.JAXRSInvoker;
import org.apache.cxf.message.Exchange;
import org.stoa.api.rest.ProblemException;
import org.stoa.rest.json.JsonCodec;

/** Checks the constraints on parameters before the JAX-RS runtime calls a method. */
final class CheckingInvoker extends JAXRSInvoker {

    private final JsonCodec codec;

    CheckingInvoker(JsonCodec codec) {
        this.codec = codec;
    }

    @Override
    protected Object invoke(Exchange exchange, Object resource, Method method, List<Object> arguments) {
        FullRequest request = FullRequest.current();
        if (request.checkedNames() != null) {
            try {
                codec.checkArguments(
                        resource,
                        method,
                        arguments.toArray(),
                        request.checkedNames(),
                        request.call().locale());
            } catch (ProblemException e) {
                // what the runtime expects of a method that failed
                throw new Fault(e);
            }
        }
        return super.invoke(exchange, resource, method, arguments);
    }
}
