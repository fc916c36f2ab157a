package dev.footfall.log;

import java.nio.charset.StandardCharsets;

/** Unsigned numbers as JSON writes them: decimal, or with an exponent. */
final class ScientificNumber {
    private ScientificNumber() {}

    /** The number in {@code [from, to)}, counted in {@code unit}, as microseconds, or {@link DecimalNumber#MALFORMED}. */
    static long micros(byte[] buf, int from, int to, TimeUnit unit) {
        for (int i = from; i < to; i++) {
            if ((buf[i] | 0x20) == 'e') {
                return byExponent(new String(buf, from, to - from, StandardCharsets.US_ASCII), unit);
            }
        }
        return DecimalNumber.micros(buf, from, to, unit);
    }

    private static long byExponent(String text, TimeUnit unit) {
        try {
            double micros = Double.parseDouble(text) * (unit == TimeUnit.NANOSECONDS ? 1e-3 : unit.micros());
            return micros >= 0 && micros < Long.MAX_VALUE / 2.0 ? Math.round(micros) : DecimalNumber.MALFORMED;
        } catch (NumberFormatException e) {
            return DecimalNumber.MALFORMED;
        }
    }
}
