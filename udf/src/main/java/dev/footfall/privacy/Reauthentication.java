package dev.footfall.privacy;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * After which time a signed-in user must type the password again.
 *
 * @param limit longest time since the last sign-in, whole minutes, more than zero
 * @param clause id of the clause that allows the cookie that measures it
 */
public record Reauthentication(Duration limit, String clause) {
    /** As the schema has it. */
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,3}) (minute|hour|day)s?");

    private static final long MINUTES_PER_DAY = 24 * 60;

    /** Reads {@code 30 minutes}, {@code 12 hours}, {@code 14 days}; empty when the text is nothing of the kind. */
    static Optional<Duration> limit(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(m.group(1));
        return Optional.of(
                switch (m.group(2)) {
                    case "minute" -> Duration.ofMinutes(count);
                    case "hour" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    /** The limit as the policy file writes it. */
    public String words() {
        long minutes = limit.toMinutes();
        if (minutes % MINUTES_PER_DAY == 0) {
            return count(minutes / MINUTES_PER_DAY, "day");
        }
        return minutes % 60 == 0 ? count(minutes / 60, "hour") : count(minutes, "minute");
    }

    private static String count(long n, String unit) {
        return String.format(Locale.ROOT, "%d %s%s", n, unit, n == 1 ? "" : "s");
    }
}
