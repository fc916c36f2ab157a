package dev.footfall.geo;

/** Addresses as text: reads IPv4 and IPv6 literals and writes them as RFC 5952 asks. Never asks a name server. */
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /**
     * Reads a literal; 4 bytes for IPv4, 16 for IPv6.
     *
     * @throws IllegalArgumentException when it is none; the message does not repeat the text
     */
    public static byte[] parse(String text) {
        return text.indexOf(':') < 0 ? parseV4(text) : parseV6(text);
    }

    private static byte[] parseV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not an address");
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) number(parts[i], 10, 3, 255);
        }
        return bytes;
    }

    private static byte[] parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            throw new IllegalArgumentException("an IPv6 address has one '::' at most");
        }
        int[] head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2), true);
        int given = head.length + tail.length;
        if (gap < 0 ? given != GROUPS : given >= GROUPS) {
            throw new IllegalArgumentException("an IPv6 address has eight groups");
        }
        byte[] bytes = new byte[2 * GROUPS];
        for (int i = 0; i < head.length; i++) {
            put(bytes, i, head[i]);
        }
        for (int i = 0; i < tail.length; i++) {
            put(bytes, GROUPS - tail.length + i, tail[i]);
        }
        return bytes;
    }

    private static int[] groups(String text, boolean last) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        boolean dotted = last && parts[parts.length - 1].indexOf('.') >= 0;
        int[] groups = new int[parts.length + (dotted ? 1 : 0)];
        for (int i = 0; i < parts.length - (dotted ? 1 : 0); i++) {
            groups[i] = number(parts[i], 16, 4, 0xffff);
        }
        if (dotted) {
            byte[] v4 = parseV4(parts[parts.length - 1]);
            groups[parts.length - 1] = (v4[0] & 0xff) << 8 | (v4[1] & 0xff);
            groups[parts.length] = (v4[2] & 0xff) << 8 | (v4[3] & 0xff);
        }
        return groups;
    }

    private static int number(String digits, int radix, int most, int limit) {
        // Integer.parseInt also takes signs and other scripts' digits.
        boolean plain = !digits.isEmpty()
                && digits.length() <= most
                && digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
        // A leading zero reads as octal to some programs: 010 is not 10 to all.
        boolean octal = radix == 10 && digits.length() > 1 && digits.charAt(0) == '0';
        int value = plain && !octal ? Integer.parseInt(digits, radix) : limit + 1;
        if (value > limit) {
            throw new IllegalArgumentException("not an address");
        }
        return value;
    }

    private static void put(byte[] bytes, int group, int value) {
        bytes[2 * group] = (byte) (value >> 8);
        bytes[2 * group + 1] = (byte) value;
    }

    /** Text of an address of 4 or 16 bytes. */
    public static String format(byte[] address) {
        if (address.length == 4) {
            return (address[0] & 0xff) + "." + (address[1] & 0xff) + "." + (address[2] & 0xff) + "."
                    + (address[3] & 0xff);
        }
        if (address.length != 16) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length);
        }
        int[] run = longestZeros(address);
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == run[0]) {
                text.append("::");
                i += run[1] - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(address, i)));
        }
        return text.toString();
    }

    /** Start and length of the first longest run of two or more zero groups; start -1 for none. */
    private static int[] longestZeros(byte[] address) {
        int[] best = {-1, 1};
        int from = 0;
        for (int i = 0; i <= GROUPS; i++) {
            if (i == GROUPS || group(address, i) != 0) {
                if (i - from > best[1]) {
                    best = new int[] {from, i - from};
                }
                from = i + 1;
            }
        }
        return best;
    }

    private static int group(byte[] address, int i) {
        return (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
    }
}
