package dev.footfall.jobs.simulate;

import dev.footfall.estimate.PeriodStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A world's hits in memory, and the counts of its periods as the audience report makes them from its tables: the same
 * definitions, in plain Java. Worlds of some 10,000 visits fit; spans are of 31 days at most.
 */
final class VisitTraces implements HitLog {
    private static final Pattern VERSION = Pattern.compile("[0-9._]+");
    private static final Pattern NO_PAGE =
            Pattern.compile("GET /(assets|img|fonts|api|favicon|robots|feed|health|signout).*");
    private static final String COOKIE = "ff_id=";
    private static final int COOKIE_DIGITS = 32;
    private static final long GAP_MS = 30 * 60_000;

    private record Trace(
            long millis,
            int day,
            @Nullable String cookie,
            boolean returned,
            @Nullable String account,
            String device,
            String kind,
            boolean page) {}

    /** What is known of a cookie that came back, or of a device's day without one. */
    private static final class Unit {
        final boolean cookie;
        final String kind;
        int days;
        int issued;
        int visits;
        long last = Long.MIN_VALUE / 2;
        int pageviews;

        @Nullable
        String account;

        boolean shared;

        Unit(boolean cookie, String kind) {
            this.cookie = cookie;
            this.kind = kind;
        }

        int dayCount() {
            return Integer.bitCount(days);
        }
    }

    private final boolean cookies;
    private final ToIntFunction<Hit> day;
    private final Map<String, String> kinds = new HashMap<>();
    private final List<Trace> traces = new ArrayList<>();
    private boolean sorted;

    /**
     * An empty one.
     *
     * @param cookies whether cookies are seen
     * @param day the site's day of a hit
     */
    VisitTraces(boolean cookies, ToIntFunction<Hit> day) {
        this.cookies = cookies;
        this.day = day;
    }

    @Override
    public void add(Hit hit) {
        String agent = hit.agent() == null ? "" : hit.agent();
        int on = day.applyAsInt(hit);
        String returned = cookies ? cookie(hit.cookie()) : null;
        String issued = cookies && returned == null ? cookie(hit.setCookie()) : null;
        traces.add(new Trace(
                hit.millis(),
                on,
                returned == null ? issued : returned,
                returned != null,
                hit.user(),
                hit.address() + " " + on + " " + agent,
                kinds.computeIfAbsent(agent, text -> VERSION.matcher(text).replaceAll("")),
                isPage(hit)));
        sorted = false;
    }

    @Override
    public void addRaw(long millis, String line) {
        // No parser takes it.
    }

    private static boolean isPage(Hit hit) {
        return (hit.status() == 200 || hit.status() == 304)
                && hit.request().startsWith("GET /")
                && !NO_PAGE.matcher(hit.request()).matches();
    }

    private static @Nullable String cookie(@Nullable String header) {
        int at = header == null ? -1 : header.indexOf(COOKIE);
        return at < 0 ? null : header.substring(at + COOKIE.length(), at + COOKIE.length() + COOKIE_DIGITS);
    }

    /**
     * The counts of the days {@code [from, to)}.
     *
     * @param readFrom first day of the span within which it is judged whether a cookie came back
     * @param readTo the day after its last
     */
    PeriodStatistics statistics(int from, int to, int readFrom, int readTo) {
        if (!sorted) {
            traces.sort(Comparator.comparingLong(Trace::millis));
            sorted = true;
        }
        Set<String> back = new HashSet<>();
        for (Trace trace : traces) {
            if (trace.returned && trace.day >= readFrom && trace.day < readTo) {
                back.add(trace.cookie);
            }
        }
        Map<String, Unit> units = new HashMap<>();
        for (Trace trace : traces) {
            if (trace.day >= from && trace.day < to) {
                boolean cookie = trace.cookie != null && back.contains(trace.cookie);
                String key = cookie ? trace.cookie : trace.device;
                take(trace, from, units.computeIfAbsent(key, k -> new Unit(cookie, trace.kind)));
            }
        }
        return counted(
                to - from, units.values().stream().filter(u -> u.pageviews > 0).toList());
    }

    private static void take(Trace trace, int from, Unit unit) {
        unit.days |= 1 << (trace.day - from);
        unit.pageviews += trace.page ? 1 : 0;
        unit.issued += trace.cookie != null && !trace.returned ? 1 : 0;
        unit.visits += trace.millis - unit.last > GAP_MS ? 1 : 0;
        unit.last = trace.millis;
        if (trace.account != null) {
            unit.shared |= unit.account != null && !unit.account.equals(trace.account);
            boolean first = unit.account == null || trace.account.hashCode() < unit.account.hashCode();
            unit.account = first ? trace.account : unit.account;
        }
    }

    private static PeriodStatistics counted(int days, List<Unit> units) {
        long cookieDays = 0;
        long oneDay = 0;
        long oneVisit = 0;
        long fresh = 0;
        long cookies = 0;
        long issuedOnly = 0;
        long visits = 0;
        long pageviews = 0;
        long ofPersons = 0;
        long newOfPersons = 0;
        long shared = 0;
        Map<String, Integer> personDays = new HashMap<>();
        Set<String> personKinds = new HashSet<>();
        for (Unit unit : units) {
            visits += unit.visits;
            pageviews += unit.pageviews;
            if (unit.account != null) {
                personDays.merge(unit.account, unit.days, (a, b) -> a | b);
            }
            if (!unit.cookie) {
                issuedOnly += unit.issued;
                continue;
            }
            cookies++;
            cookieDays += unit.dayCount();
            oneDay += unit.dayCount() == 1 ? 1 : 0;
            oneVisit += unit.visits <= 1 ? 1 : 0;
            fresh += unit.issued > 0 ? 1 : 0;
            if (unit.account != null) {
                ofPersons++;
                newOfPersons += unit.issued > 0 ? 1 : 0;
                shared += unit.shared ? 1 : 0;
                personKinds.add(unit.account + " " + unit.kind);
            }
        }
        return new PeriodStatistics(
                days,
                cookies,
                cookieDays,
                oneDay,
                oneVisit,
                fresh,
                units.size() - cookies,
                issuedOnly,
                visits,
                pageviews,
                personDays.size(),
                personDays.values().stream().mapToLong(Integer::bitCount).sum(),
                ofPersons,
                newOfPersons,
                personKinds.size(),
                shared);
    }
}
