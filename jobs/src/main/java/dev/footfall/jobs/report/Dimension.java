package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.weekday;

import dev.footfall.jobs.UserException;
import dev.footfall.text.NearestName;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * By what a report may be divided. A protected dimension says where somebody is, where they come from or what they wrote,
 * and its small cells are suppressed on release; the others are closed sets or the site's own.
 */
public enum Dimension {
    DAY("day", "day", Kind.TIME, false),
    HOUR("hour", "ts", Kind.TIME, false),
    WEEKDAY("weekday", "day", Kind.TIME, false),
    WEEK("week", "day", Kind.TIME, false),
    MONTH("month", "day", Kind.TIME, false),
    SITE("site", "site", Kind.TEXT, false),
    HOST("host", "host", Kind.TEXT, false),
    PAGE("page", "page", Kind.TEXT, true),
    ENTRY("entry", "page", Kind.VISIT, true),
    EXIT("exit", "page", Kind.VISIT, true),
    KIND("kind", "kind", Kind.TEXT, false),
    STATUS("status", "status", Kind.NUMBER, false),
    METHOD("method", "method", Kind.TEXT, false),
    REFERRER("referrer", "referrer", Kind.TEXT, true),
    MEDIUM("medium", "medium", Kind.TEXT, false),
    CAMPAIGN("campaign", "campaign", Kind.TEXT, true),
    SEARCH("search", "search", Kind.TEXT, true),
    COUNTRY("country", "country", Kind.TEXT, true),
    REGION("region", "region", Kind.TEXT, true),
    CITY("city", "city", Kind.TEXT, true),
    NETWORK("network", "network", Kind.TEXT, true),
    DEVICE("device", "device", Kind.TEXT, false),
    OS("os", "os", Kind.TEXT, false),
    AGENT("agent", "agent", Kind.TEXT, true),
    AGENT_VERSION("agent_version", "agent_version", Kind.NUMBER, true),
    LANGUAGE("language", "language", Kind.TEXT, true),
    AGENT_CLASS("agent_class", "agent_class", Kind.TEXT, false),
    SIGNED_IN("signed_in", "signed_in", Kind.FLAG, false),
    COOKIE_STATE("cookie_state", "cookie_state", Kind.TEXT, false),
    MIME("mime", "mime", Kind.TEXT, false),
    NOT_FOUND("not_found", "page", Kind.TEXT, true);

    /** How the values of a dimension come about. */
    enum Kind {
        /** Derived from the site-local time. */
        TIME,
        /** A property of the visit, not of the hit. */
        VISIT,
        TEXT,
        NUMBER,
        FLAG
    }

    private static final DateTimeFormatter ISO_WEEK = new DateTimeFormatterBuilder()
            .appendValue(IsoFields.WEEK_BASED_YEAR, 4)
            .appendLiteral("-W")
            .appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2)
            .parseDefaulting(ChronoField.DAY_OF_WEEK, 1)
            .toFormatter(Locale.ROOT);

    private final String label;
    private final String column;
    private final Kind kind;
    private final boolean isProtected;

    Dimension(String label, String column, Kind kind, boolean isProtected) {
        this.label = label;
        this.column = column;
        this.kind = kind;
        this.isProtected = isProtected;
    }

    /** Name on the command line and of the result's column. */
    public String label() {
        return label;
    }

    /** Column of {@code audience.hits} that it comes from. */
    public String column() {
        return column;
    }

    /** Whether cells below k are suppressed when the report is released. */
    public boolean isProtected() {
        return isProtected;
    }

    Kind kind() {
        return kind;
    }

    boolean isTime() {
        return kind == Kind.TIME;
    }

    boolean isOfVisit() {
        return kind == Kind.VISIT;
    }

    /** Every name, for help and messages. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Dimension::label).toList();
    }

    /**
     * The dimension of that name.
     *
     * @throws UserException naming the nearest dimension when there is none
     */
    public static Dimension named(String name) {
        return Arrays.stream(values())
                .filter(d -> d.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        "there is no dimension '" + name + "'",
                        NearestName.of(name, labels())
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("choose from " + String.join(", ", labels()))));
    }

    /**
     * The value to group by; weeks and months by their first day, weekdays from 0 for Monday.
     *
     * @param day the site-local date
     * @param localTime the site-local time, of which only {@link #HOUR} makes use
     */
    Column key(Column day, Column localTime) {
        return switch (this) {
            case DAY -> day;
            case HOUR -> hour(localTime);
            case WEEKDAY -> weekday(day);
            case WEEK -> trunc(day, "week");
            case MONTH -> trunc(day, "month");
            default -> col(column);
        };
    }

    /** The key as it is shown. */
    @Nullable
    Object shown(@Nullable Object key) {
        if (key == null) {
            return null;
        }
        return switch (this) {
            case WEEKDAY -> DayOfWeek.of((Integer) key + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case WEEK -> ISO_WEEK.format((LocalDate) key);
            case MONTH -> YearMonth.from((LocalDate) key).toString();
            default -> key;
        };
    }

    /**
     * The key that a user means by a text, the inverse of {@link #shown}.
     *
     * @throws UserException when no such value can be
     */
    Object parsed(String text) {
        try {
            return switch (this) {
                case DAY -> LocalDate.parse(text);
                case WEEK -> LocalDate.parse(text, ISO_WEEK);
                case MONTH -> YearMonth.parse(text).atDay(1);
                case WEEKDAY -> weekdayNamed(text);
                case HOUR -> Integer.valueOf(text);
                default ->
                    switch (kind) {
                        case NUMBER -> Integer.valueOf(text);
                        case FLAG -> flag(text);
                        case TEXT, TIME, VISIT -> text;
                    };
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new UserException(
                    "'" + text + "' is no value of " + label, "write it like " + label + "=" + example());
        }
    }

    private String example() {
        return switch (this) {
            case DAY -> "2026-10-05";
            case WEEK -> "2026-W41";
            case MONTH -> "2026-10";
            case WEEKDAY -> "Monday";
            case HOUR -> "13";
            case STATUS -> "404";
            default -> kind == Kind.FLAG ? "true" : kind == Kind.NUMBER ? "120" : "text";
        };
    }

    private static Integer weekdayNamed(String text) {
        return DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT)).getValue() - 1;
    }

    private static Boolean flag(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException();
    }
}
