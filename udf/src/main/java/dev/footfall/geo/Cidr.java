package dev.footfall.geo;

/**
 * A range of addresses with a common prefix (RFC 4632, RFC 4291). IPv4-mapped IPv6 ranges are IPv4 ranges.
 *
 * @param v6 whether the range is IPv6
 * @param high the upper 64 bits of the first address; 0 for IPv4
 * @param low the lower 64 bits of the first address; for IPv4 its 32 bits
 * @param length bits of the prefix, 0 to 32 or 0 to 128
 */
public record Cidr(boolean v6, long high, long low, int length) {
    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;
    private static final int MAPPED_BITS = 96;
    private static final long MAPPED_LOW = 0xffffL << 32;
    private static final long V4_MASK = 0xffff_ffffL;

    /** Checks that the length fits the family and that no bit behind the prefix is set. */
    public Cidr {
        int bits = v6 ? V6_BITS : V4_BITS;
        if (length < 0 || length > bits) {
            throw new IllegalArgumentException("a prefix has 0 to " + bits + " bits, not " + length);
        }
        if ((high & ~highMask(v6, length)) != 0 || (low & ~lowMask(v6, length)) != 0) {
            throw new IllegalArgumentException("bits are set behind the prefix of " + length + " bits");
        }
    }

    /** The range of {@code length} bits around an address of 4 or 16 bytes. */
    public static Cidr around(byte[] address, int length) {
        long high = high(address);
        long low = low(address);
        boolean v6 = !isV4(address, high, low);
        int bits = !v6 && address.length == 16 ? Math.max(0, length - MAPPED_BITS) : length;
        long shortLow = v6 ? low : low & V4_MASK;
        return new Cidr(v6, high & highMask(v6, bits), shortLow & lowMask(v6, bits), bits);
    }

    /**
     * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address. Never asks a name server.
     *
     * @throws IllegalArgumentException when it is none, or bits behind the prefix are set; the message says which
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = AddressText.parse(slash < 0 ? text : text.substring(0, slash));
        int all = address.length * Byte.SIZE;
        int length = slash < 0 ? all : prefixLength(text.substring(slash + 1), all);
        Cidr range = around(address, length);
        Cidr exact = around(address, all);
        if (exact.high != range.high || exact.low != range.low) {
            throw new IllegalArgumentException("bits are set behind the prefix; write " + range);
        }
        return range;
    }

    private static int prefixLength(String digits, int all) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("the prefix length is no number");
        }
        int length = Integer.parseInt(digits);
        if (length > all) {
            throw new IllegalArgumentException("a prefix has 0 to " + all + " bits, not " + length);
        }
        return length;
    }

    /** Whether the address, of 4 or 16 bytes, lies in the range. */
    public boolean contains(byte[] address) {
        long otherHigh = high(address);
        long otherLow = low(address);
        boolean otherV6 = !isV4(address, otherHigh, otherLow);
        if (v6 != otherV6) {
            return false;
        }
        long shortLow = v6 ? otherLow : otherLow & V4_MASK;
        return (otherHigh & highMask(v6, length)) == high && (shortLow & lowMask(v6, length)) == low;
    }

    /** The wider range of {@code bits} bits that holds this one. */
    public Cidr cut(int bits) {
        int shorter = Math.min(bits, length);
        return new Cidr(v6, high & highMask(v6, shorter), low & lowMask(v6, shorter), shorter);
    }

    /** The n-th part of this range, cut into ranges of {@code bits} bits. */
    public Cidr part(int bits, long n) {
        if (n < 0 || bits < length || (bits - length < Long.SIZE && n >>> (bits - length) != 0)) {
            throw new IllegalArgumentException("no part " + n + " of " + bits + " bits in a range of " + length);
        }
        int behind = (v6 ? V6_BITS : V4_BITS) - bits;
        long addHigh = behind >= Long.SIZE ? n << (behind - Long.SIZE) : behind == 0 ? 0 : n >>> (Long.SIZE - behind);
        long addLow = behind >= Long.SIZE ? 0 : n << behind;
        return new Cidr(v6, high | addHigh, low | addLow, bits);
    }

    /** Bit {@code i} of the first address, 0 being the uppermost of the family's bits. */
    public boolean bit(int i) {
        int fromRight = (v6 ? V6_BITS : V4_BITS) - 1 - i;
        return ((fromRight >= Long.SIZE ? high >>> (fromRight - Long.SIZE) : low >>> fromRight) & 1) != 0;
    }

    /** The first address, 4 or 16 bytes. */
    public byte[] firstAddress() {
        byte[] bytes = new byte[v6 ? 16 : 4];
        for (int i = 0; i < bytes.length; i++) {
            int fromRight = bytes.length - 1 - i;
            bytes[i] = (byte) (fromRight >= 8 ? high >>> ((fromRight - 8) * 8) : low >>> (fromRight * 8));
        }
        return bytes;
    }

    /** The first address as text, without the prefix length. */
    public String firstAddressText() {
        return AddressText.format(firstAddress());
    }

    /** CIDR notation, IPv6 as RFC 5952 writes it. */
    @Override
    public String toString() {
        return firstAddressText() + "/" + length;
    }

    static boolean isV4(byte[] address, long high, long low) {
        return address.length == 4 || (high == 0 && (low & ~V4_MASK) == MAPPED_LOW);
    }

    static long high(byte[] address) {
        if (address.length == 4) {
            return 0;
        }
        if (address.length != 16) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length);
        }
        return word(address, 0, 8);
    }

    static long low(byte[] address) {
        return address.length == 4 ? word(address, 0, 4) : word(address, 8, 16);
    }

    static long lowMask(boolean v6, int length) {
        if (!v6) {
            return length == 0 ? 0 : (V4_MASK << (V4_BITS - length)) & V4_MASK;
        }
        return length <= 64 ? 0 : -1L << (V6_BITS - length);
    }

    static long highMask(boolean v6, int length) {
        return !v6 || length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
    }

    private static long word(byte[] bytes, int from, int to) {
        long word = 0;
        for (int i = from; i < to; i++) {
            word = word << 8 | (bytes[i] & 0xff);
        }
        return word;
    }
}
