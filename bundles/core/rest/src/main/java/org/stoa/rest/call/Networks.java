package org.stoa.rest.call;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Ranges of IP addresses, as a configuration lists them: single addresses and CIDR ranges, IPv4 and IPv6. */
public final class Networks {

    private static final Networks NONE = new Networks(List.of());

    private final List<Range> ranges;

    private record Range(byte[] prefix, int bits) {
        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                if (address[i] != prefix[i]) {
                    return false;
                }
            }
            int rest = bits % 8;
            return rest == 0 || ((address[whole] ^ prefix[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
        }
    }

    private Networks(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** No address at all. */
    public static Networks none() {
        return NONE;
    }

    /**
     * Reads ranges such as {@code 10.0.0.0/8}, {@code 2001:db8::/32} or {@code 192.0.2.7}.
     *
     * @throws IllegalArgumentException that names the first text that is none
     */
    public static Networks parse(Collection<String> texts) {
        List<Range> ranges = new ArrayList<>();
        for (String text : texts) {
            ranges.add(parseRange(text.strip()));
        }
        return ranges.isEmpty() ? NONE : new Networks(List.copyOf(ranges));
    }

    /** Whether a range contains the address; false for null. */
    public boolean contains(InetAddress address) {
        if (address == null || ranges.isEmpty()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        for (Range range : ranges) {
            if (range.contains(bytes)) {
                return true;
            }
        }
        return false;
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    private static Range parseRange(String text) {
        int slash = text.indexOf('/');
        InetAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("'" + text + "' is not an IP address or CIDR range");
        }
        byte[] bytes = address.getAddress();
        int bits = bytes.length * 8;
        if (slash >= 0) {
            try {
                bits = Integer.parseInt(text.substring(slash + 1));
            } catch (NumberFormatException e) {
                bits = -1;
            }
        }
        if (bits < 0 || bits > bytes.length * 8) {
            throw new IllegalArgumentException("'" + text + "' is not a CIDR range: the length of its prefix is wrong");
        }
        return new Range(bytes, bits);
    }
}
