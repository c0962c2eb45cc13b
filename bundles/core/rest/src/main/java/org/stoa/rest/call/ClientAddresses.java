package org.stoa.rest.call;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Tells where a request comes from. {@code X-Forwarded-For} counts only as far as configured proxies vouch for it: read
 * from right to left, the first address that is not a proxy is the client.
 */
public final class ClientAddresses {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
    private static final int MOST_HOPS = 20;

    private final Networks proxies;
    private final Networks operators;

    /**
     * @param proxies reverse proxies in front of the platform
     * @param operators networks, besides the loopback interface, that may see metrics and details of health
     */
    public ClientAddresses(Networks proxies, Networks operators) {
        this.proxies = proxies;
        this.operators = operators;
    }

    /** The client's address, or the peer's when no proxy vouches for another. */
    public String of(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        if (proxies.isEmpty() || !proxies.contains(IpAddress.parse(peer))) {
            return peer;
        }
        List<String> hops = hops(request);
        InetAddress client = IpAddress.parse(peer);
        for (int i = hops.size() - 1; i >= 0; i--) {
            InetAddress hop = IpAddress.parse(hops.get(i));
            if (hop == null) {
                break;
            }
            client = hop;
            if (!proxies.contains(hop)) {
                break;
            }
        }
        return client.getHostAddress();
    }

    /** Whether the client speaks TLS with the platform or with a proxy of ours. */
    public boolean isSecure(HttpServletRequest request) {
        if (request.isSecure()) {
            return true;
        }
        return !proxies.isEmpty()
                && "https".equalsIgnoreCase(request.getHeader(FORWARDED_PROTO))
                && proxies.contains(IpAddress.parse(request.getRemoteAddr()));
    }

    /**
     * Whether the request comes from this machine or a network of operators. A forwarded request that no configured
     * proxy vouches for is somebody else's, even when it arrives through the loopback interface.
     */
    public boolean isOperator(HttpServletRequest request) {
        InetAddress peer = IpAddress.parse(request.getRemoteAddr());
        InetAddress client = IpAddress.parse(of(request));
        if (client == null || peer == null) {
            return false;
        }
        boolean forwarded = request.getHeader(FORWARDED_FOR) != null || request.getHeader("Forwarded") != null;
        if (forwarded && !proxies.contains(peer)) {
            return false;
        }
        return client.isLoopbackAddress() && !forwarded || operators.contains(client);
    }

    private static List<String> hops(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(FORWARDED_FOR);
        if (headers == null || !headers.hasMoreElements()) {
            return List.of();
        }
        List<String> hops = new ArrayList<>();
        for (String header : Collections.list(headers)) {
            for (String hop : header.split(",")) {
                hops.add(hop.strip());
            }
        }
        return hops.size() > MOST_HOPS ? hops.subList(hops.size() - MOST_HOPS, hops.size()) : hops;
    }
}
