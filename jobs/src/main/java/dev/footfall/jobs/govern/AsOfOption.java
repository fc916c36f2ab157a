package dev.footfall.jobs.govern;

import dev.footfall.jobs.UserException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --as-of}: at which moment terms are looked at. */
public final class AsOfOption {
    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "As if it were the beginning of this day (UTC), such as 2027-01-05; now without it.")
    @Nullable
    String day;

    /** Whether it was given. */
    public boolean given() {
        return day != null;
    }

    /**
     * The moment.
     *
     * @throws UserException when what was given is no date
     */
    public Instant instant() {
        if (day == null) {
            return Instant.now();
        }
        try {
            return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new UserException("--as-of is no date: '" + day + "'", "write it like 2027-01-05");
        }
    }
}
