package org.anlan.access.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IP address or CIDR block, e.g. 10.0.0.0/8 or ::1. Never asks a name server. */
record AddressBlock(byte[] network, int bits) {

    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]*[:.][0-9A-Fa-f:.]*");

    /** @throws IllegalArgumentException for anything else */
    static AddressBlock parse(String text) {
        String[] parts = text.strip().split("/", 2);
        byte[] network = address(parts[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        "anlan.trusted-proxies holds \"" + text + "\", which is no IP address or CIDR block"))
                .getAddress();
        int bits = parts.length == 1 ? network.length * 8 : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > network.length * 8) {
            throw new IllegalArgumentException("anlan.trusted-proxies: no such block " + text);
        }
        return new AddressBlock(network, bits);
    }

    static Optional<InetAddress> address(String text) {
        String literal = text.strip().replaceAll("^\\[|]$", "");
        if (literal.length() > 45 || !LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException problem) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((other[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
