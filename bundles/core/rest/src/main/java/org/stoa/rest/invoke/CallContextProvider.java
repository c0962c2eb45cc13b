package org.stoa.rest.invoke;

import org.apache.cxf.jaxrs.ext.ContextProvider;
import org.apache.cxf.message.Message;
import org.stoa.api.security.CallContext;

/** {@code @Context CallContext} in the JAX-RS runtime. */
final class CallContextProvider implements ContextProvider<CallContext> {

    @Override
    public CallContext createContext(Message message) {
        return FullRequest.current().call().context();
    }
}
