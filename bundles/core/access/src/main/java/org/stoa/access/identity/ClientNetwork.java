package org.stoa.access.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The part of a client's address that attempts are counted for: an IPv4 address as a whole, of an IPv6 address the first
 * 64 bits, since whoever has one has all that begin alike.
 */
final class ClientNetwork {

    private static final Pattern LITERAL =
            Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}(?:%[0-9A-Za-z_.-]{1,20})?");
    private static final int IPV6_PREFIX_BYTES = 8;

    private ClientNetwork() {}

    /** @param address an IP address, or null for a call that did not come over the network */
    static String of(String address) {
        if (address == null) {
            return "local";
        }
        if (!LITERAL.matcher(address).matches()) {
            return address;
        }
        int zone = address.indexOf('%');
        try {
            // a literal is not looked up in any name service
            byte[] bytes = InetAddress.getByName(zone < 0 ? address : address.substring(0, zone))
                    .getAddress();
            int significant = bytes.length == 4 ? bytes.length : IPV6_PREFIX_BYTES;
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, significant));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
