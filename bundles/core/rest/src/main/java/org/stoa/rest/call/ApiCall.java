package org.stoa.rest.call;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.MDC;
import org.stoa.api.rest.Upload;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequestInfo;
import org.stoa.rest.publish.Operation;

/**
 * What is known of one request while it walks through the platform. Travels as a request attribute, belongs to one
 * thread at a time, and fills up on its way: first who sent it from where, then which operation it means, then for whom.
 */
public final class ApiCall {

    private static final String ATTRIBUTE = ApiCall.class.getName();
    static final String MDC_REQUEST = "requestId";
    static final String MDC_TENANT = "tenant";

    private static final int LONGEST_USER_AGENT = 500;
    private static final byte[] NOTHING = new byte[0];

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final String requestId;
    private final String clientAddress;
    private final Locale locale;
    private final long startNanos;

    private Operation operation;
    private String[] pathValues;
    private CallContext authenticated;
    private RuntimeException notAuthenticated;
    private boolean domainKnown;
    private UUID domainTenant;
    private CallContext context;
    private UUID tenantId;
    private byte[] body = NOTHING;
    private Upload upload;
    private Throwable failure;
    private ParsedQuery query;
    private Runnable turn;

    ApiCall(
            HttpServletRequest request,
            HttpServletResponse response,
            String requestId,
            String clientAddress,
            Locale locale,
            long startNanos) {
        this.request = request;
        this.response = response;
        this.requestId = requestId;
        this.clientAddress = clientAddress;
        this.locale = locale;
        this.startNanos = startNanos;
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The call that a request belongs to, or null before the filter has seen it. */
    public static ApiCall of(ServletRequest request) {
        return (ApiCall) request.getAttribute(ATTRIBUTE);
    }

    public HttpServletRequest request() {
        return request;
    }

    public HttpServletResponse response() {
        return response;
    }

    public String requestId() {
        return requestId;
    }

    public String clientAddress() {
        return clientAddress;
    }

    /** The language the caller prefers. */
    public Locale locale() {
        return locale;
    }

    long startNanos() {
        return startNanos;
    }

    /** HTTP method. */
    public String method() {
        return request.getMethod();
    }

    /** Where the call came from, as the audit log records it. */
    public RequestInfo info() {
        String agent = request.getHeader("User-Agent");
        boolean tooLong = agent != null && agent.length() > LONGEST_USER_AGENT;
        return new RequestInfo(requestId, clientAddress, tooLong ? agent.substring(0, LONGEST_USER_AGENT) : agent);
    }

    /** Notes which operation the request means. */
    public void matched(Operation found, String[] values) {
        this.operation = found;
        this.pathValues = values;
    }

    /** The operation that the request means, or null while or when there is none. */
    public Operation operation() {
        return operation;
    }

    /** Values of the path parameters, in the order of the operation's template. */
    public String[] pathValues() {
        return pathValues;
    }

    /** Who the credentials of the request say it comes from, or null while nobody has looked. */
    CallContext authenticated() {
        if (notAuthenticated != null) {
            throw notAuthenticated;
        }
        return authenticated;
    }

    /** Notes who the credentials of the request say it comes from. */
    void authenticated(CallContext found) {
        this.authenticated = found;
    }

    /** Notes why the credentials of the request were refused: whoever asks for them again gets the same answer. */
    void notAuthenticated(RuntimeException refusal) {
        this.notAuthenticated = refusal;
    }

    /** Whether somebody has looked which tenant the host name belongs to. */
    boolean isDomainKnown() {
        return domainKnown;
    }

    /** The tenant whose custom domain the request was sent to, or null. */
    UUID domainTenant() {
        return domainTenant;
    }

    /** Notes the tenant whose custom domain the request was sent to. */
    void domainTenant(UUID tenant) {
        this.domainTenant = tenant;
        this.domainKnown = true;
    }

    /** Notes for whom the request is done. */
    public void admitted(CallContext admitted) {
        this.context = admitted;
        concerns(admitted.tenantId());
    }

    /** Who calls, or null while nobody was admitted. */
    public CallContext context() {
        return context;
    }

    /** Notes the tenant of a caller who may yet be refused, for the log. */
    public void concerns(UUID tenant) {
        if (tenant != null && !tenant.equals(tenantId)) {
            MDC.put(MDC_TENANT, tenant.toString());
        }
        this.tenantId = tenant;
    }

    /** The tenant the call concerns, or null. */
    public UUID tenantId() {
        return tenantId;
    }

    /** Notes the body, once it was read. */
    public void received(byte[] bytes) {
        this.body = bytes;
    }

    /** The body; empty when there is none or the operation takes none. */
    public byte[] body() {
        return body;
    }

    /** Notes the file, once it was received. */
    public void uploaded(Upload received) {
        this.upload = received;
    }

    /** The file that came with the request; null when the operation takes none. */
    public Upload upload() {
        return upload;
    }

    /** Notes what went wrong in an operation that was answered with a problem all the same. */
    public void failed(Throwable cause) {
        this.failure = cause;
    }

    /** What went wrong although an answer was given, or null. */
    public Throwable failure() {
        return failure;
    }

    /** Notes how its turn among the requests of its tenant is given back. */
    void beginTurn(Runnable end) {
        this.turn = end;
    }

    /** Gives its turn back, if it still has it: a client that reads slowly does not hold up others of its tenant. */
    public void endTurn() {
        Runnable end = turn;
        turn = null;
        if (end != null) {
            end.run();
        }
    }

    /** The query, decoded. */
    public ParsedQuery query() {
        if (query == null) {
            query = ParsedQuery.parse(request.getQueryString());
        }
        return query;
    }
}
