package org.stoa.rest.invoke;

import org.stoa.rest.call.ApiCall;

/** One way to call a resource method with a request that was admitted, and to answer with what it returns. */
@FunctionalInterface
public interface Invocation {

    /**
     * Calls the method and writes the answer.
     *
     * @throws Exception whatever the method threw; nothing was written then
     */
    void run(ApiCall call) throws Exception;
}
