package org.stoa.rest.invoke;

import org.apache.cxf.jaxrs.ext.ContextProvider;
import org.apache.cxf.message.Message;
import org.stoa.api.rest.QueryParameters;

/** {@code @Context QueryParameters} in the JAX-RS runtime. */
final class QueryParametersProvider implements ContextProvider<QueryParameters> {

    @Override
    public QueryParameters createContext(Message message) {
        return FullRequest.current().call().query().all();
    }
}
