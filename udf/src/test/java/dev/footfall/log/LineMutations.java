package dev.footfall.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages lines as attackers, crashes, full disks and other programs do. The same seed gives the same lines. */
final class LineMutations {
    private static final int MOST_STEPS = 4;
    private static final int LONGEST_RUN = 70_000;
    private static final int GIANT_BYTES = 10_000_000;
    private static final int GIANT_ONE_IN = 20_000;
    /** A damaged header makes all that follows strange, so there are few. */
    private static final int HEADER_ONE_IN = 50;

    private static final int LONG_ONE_IN = 200;

    /** Bytes that mean something to a parser, a terminal, a spreadsheet or a reader. */
    private static final List<byte[]> SCRAPS = List.of(
            raw("\0"),
            raw("\u0001"),
            raw("\u001b[31m\u001b]0;title\u0007"),
            raw("\u0080\u00ff\u00fe"),
            raw("\u00c3"),
            raw("\u00f0\u009f\u0098"),
            raw("\u00ed\u00a0\u0080"),
            raw("\u00c0\u00af"),
            text("\u202e\u2066\u2069\u200f"),
            text("\ufeff"),
            text("\ud83d\ude00"),
            raw("\""),
            raw("\\\""),
            raw("\\"),
            raw("\\x"),
            raw("\\xZZ"),
            raw("\\u12"),
            raw("'"),
            raw("\t"),
            raw("\r"),
            raw("\n"),
            raw(" "),
            raw("  "),
            raw("-"),
            raw("["),
            raw("]"),
            raw("{"),
            raw("}"),
            raw("{\"a\":[[[{"),
            raw("}]]]}"),
            raw(","),
            raw(":"),
            raw(";"),
            raw("="),
            raw("|"),
            raw("#"),
            raw("#Fields: "),
            raw("#Date: 2025-13-45 99:99:99"),
            raw("%"),
            raw("%00"),
            raw("null"),
            raw("true"),
            raw("NaN"),
            raw("-1"),
            raw("1e999999999"),
            raw("0x10"),
            raw("99999999999999999999"),
            raw("9223372036854775807"),
            raw("-9223372036854775808"),
            raw("2147483648"),
            raw("0.0000000001"),
            raw("31/Feb/2025:25:61:61 +9999"),
            raw("9999-99-99T99:99:99.999999999Z"),
            raw("::ffff:999.1.1.1"),
            raw("[::1]:99999"),
            raw("HTTP/1.1"),
            raw("=cmd|' /C calc'!A0"),
            raw("<script>"));

    private final Random random;
    private final List<byte[]> seeds;

    /** @param seeds lines of all formats: parts of one are put into another */
    LineMutations(long seed, List<byte[]> seeds) {
        random = new Random(seed);
        this.seeds = seeds;
    }

    private static byte[] raw(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A damaged copy of one of the lines. */
    byte[] next(List<byte[]> lines) {
        byte[] line = lines.get(random.nextInt(lines.size()));
        while (line.length > 0 && line[0] == '#' && random.nextInt(HEADER_ONE_IN) != 0) {
            line = lines.get(random.nextInt(lines.size()));
        }
        if (random.nextInt(GIANT_ONE_IN) == 0) {
            return repeat(line, GIANT_BYTES, random.nextBoolean());
        }
        int steps = random.nextBoolean() ? 1 : 1 + random.nextInt(MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            line = step(line);
        }
        return line;
    }

    private byte[] step(byte[] line) {
        int at = random.nextInt(line.length + 1);
        int until = at + random.nextInt(Math.min(line.length - at, 40) + 1);
        byte[] scrap = SCRAPS.get(random.nextInt(SCRAPS.size()));
        return switch (random.nextInt(9)) {
            case 0 -> flip(line);
            case 1 -> join(line, at, scrap, at);
            case 2 -> join(line, at, scrap, until);
            case 3 -> join(line, at, new byte[0], until);
            case 4 -> Arrays.copyOf(line, at);
            case 5 -> Arrays.copyOfRange(line, at, line.length);
            case 6 -> splice(line, at);
            case 7 -> join(line, at, Arrays.copyOfRange(line, at, until), at);
            default -> random.nextInt(LONG_ONE_IN) == 0 ? join(line, at, run(scrap), at) : flip(line);
        };
    }

    private byte[] flip(byte[] line) {
        if (line.length == 0) {
            return line;
        }
        byte[] flipped = line.clone();
        int at = random.nextInt(line.length);
        flipped[at] = random.nextBoolean()
                ? (byte) (flipped[at] ^ 1 << random.nextInt(Byte.SIZE))
                : (byte) random.nextInt(1 << Byte.SIZE);
        return flipped;
    }

    /** The beginning of one line and the end of another, maybe of another format. */
    private byte[] splice(byte[] line, int at) {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        return join(line, at, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length), line.length);
    }

    private byte[] run(byte[] scrap) {
        return repeat(scrap, 1 + random.nextInt(LONGEST_RUN), true);
    }

    private static byte[] repeat(byte[] part, int length, boolean whole) {
        byte[] run = Arrays.copyOf(part, length);
        for (int i = part.length; i < length && part.length > 0; i++) {
            run[i] = whole ? run[i - part.length] : part[part.length - 1];
        }
        return run;
    }

    private static byte[] join(byte[] line, int keep, byte[] middle, int from) {
        byte[] joined = Arrays.copyOf(line, keep + middle.length + line.length - from);
        System.arraycopy(middle, 0, joined, keep, middle.length);
        System.arraycopy(line, from, joined, keep + middle.length, line.length - from);
        return joined;
    }
}
