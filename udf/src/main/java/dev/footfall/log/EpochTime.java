package dev.footfall.log;

/** Times counted since 1970-01-01T00:00:00Z. */
final class EpochTime {
    private static final long FIRST_SECOND = 631_152_000L; // 1990-01-01, as in CivilDate
    private static final long LAST_SECOND = 253_402_300_799L; // 9999-12-31T23:59:59Z

    private EpochTime() {}

    /** Microseconds since the epoch, or {@link DecimalNumber#MALFORMED} when it is no number or no year from 1990 to 9999. */
    static long micros(byte[] buf, int from, int to, TimeUnit unit) {
        return checked(DecimalNumber.micros(buf, from, to, unit));
    }

    /** The same microseconds, or {@link DecimalNumber#MALFORMED} when they lie outside the years 1990 to 9999. */
    static long checked(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        return seconds < FIRST_SECOND || seconds > LAST_SECOND ? DecimalNumber.MALFORMED : micros;
    }
}
