package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Days in the site's time zone: from the first until before the end. {@code --to} names where things go, so not the end. */
final class Span {
    @Option(names = "--from", paramLabel = "DATE", description = "First day, as 2026-10-05 or 2026-10.")
    @Nullable
    String from;

    @Option(names = "--until", paramLabel = "DATE", description = "The day after the last one.")
    @Nullable
    String to;

    boolean given() {
        return from != null || to != null;
    }

    /** First day; the earliest there is when none was given. */
    LocalDate first() {
        return from == null ? LocalDate.MIN : date("--from", from);
    }

    /** The day after the last one; the latest there is when none was given. */
    LocalDate end() {
        return to == null ? LocalDate.MAX : date("--until", to);
    }

    /** @throws UserException when it is empty or a date is none */
    void check() {
        if (!first().isBefore(end())) {
            throw new UserException(
                    "--from " + from + " is not before --until " + to, "--until names the day after the last one");
        }
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(first()) && day.isBefore(end());
    }

    /** {@code 2026-10-05 to 2026-10-08}, or what is given of it. */
    String words() {
        return (from == null ? "" : "from " + from)
                + (to == null ? "" : (from == null ? "" : " ") + "until before " + to);
    }

    private static LocalDate date(String option, String text) {
        try {
            return text.length() == "2026-10".length() ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new UserException(
                    option + " '" + text + "' is no date", "write a day as 2026-10-05 or a month as 2026-10");
        }
    }
}
