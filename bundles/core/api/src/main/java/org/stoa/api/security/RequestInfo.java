package org.stoa.api.security;

/**
 * Where a call came from, as the audit log records it.
 *
 * @param requestId id of the request, the same in the response header, the log and the audit log
 * @param clientAddress IP address of the client, or null when the call did not come over the network
 * @param userAgent the client's User-Agent header cut to 500 characters, or null
 */
public record RequestInfo(String requestId, String clientAddress, String userAgent) {

    /** A call that did not come over the network. */
    public static RequestInfo local(String requestId) {
        return new RequestInfo(requestId, null, null);
    }
}
