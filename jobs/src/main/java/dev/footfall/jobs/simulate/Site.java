package dev.footfall.jobs.simulate;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server: how it answers, what goes wrong with it, and the log it writes. */
final class Site {
    static final String ORIGIN = "https://www.example.com";

    private static final long HOUR = 3_600_000L;
    private static final double PAGE_MS = 85;
    private static final double ASSET_MS = 3;
    private static final double OUTAGE_FAILURES = 0.75;
    private static final double NETWORK_FAILURES = 0.4;
    private static final double GATEWAY_TIMEOUT_MS = 30_000;
    private static final double NETWORK_SLOWDOWN = 8;
    private static final double ORDINARY_FAILURES = 0.0008;

    /** How the server answers. */
    record Answer(int status, long bytes, long micros) {
        boolean shown() {
            return status == 200 || status == 304;
        }

        boolean failed() {
            return status >= 500;
        }
    }

    final WorldSettings settings;
    final Truth truth;
    final HitLog log;
    /** First millisecond of each day, from the first of the burn-in to the one behind the last. */
    private final long[] dayStarts;

    private final long outageFrom;
    private final long outageTo;
    private final long networkFrom;
    private final long networkTo;
    private final Network troubled;

    Site(WorldSettings settings, AddressPlan plan, Truth truth, HitLog log) {
        this.settings = settings;
        this.truth = truth;
        this.log = log;
        dayStarts = new long[settings.burnIn() + settings.days() + 1];
        for (int i = 0; i < dayStarts.length; i++) {
            dayStarts[i] = settings.firstDay()
                    .plusDays(i - settings.burnIn())
                    .atStartOfDay(settings.zone())
                    .toInstant()
                    .toEpochMilli();
        }
        outageFrom = at(settings.days() * 2 / 5, LocalTime.of(14, 0));
        outageTo = outageFrom + HOUR;
        networkFrom = at(settings.days() * 7 / 10, LocalTime.of(16, 0));
        networkTo = networkFrom + 7 * HOUR;
        troubled = plan.largestFixed();
        truth.incident("site-outage", instant(outageFrom), instant(outageTo), Map.of());
        truth.incident("network", instant(networkFrom), instant(networkTo), describe(troubled));
    }

    private static Map<String, Object> describe(Network network) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("network", network.name());
        map.put("asn", network.asn());
        map.put(
                "prefixes",
                network.v6() == null
                        ? List.of(network.v4().toString())
                        : List.of(network.v4().toString(), network.v6().toString()));
        return map;
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    /** Milliseconds since the epoch of a time of a day, from 0. */
    long at(int day, LocalTime time) {
        return settings.firstDay()
                .plusDays(day)
                .atTime(time)
                .atZone(settings.zone())
                .toInstant()
                .toEpochMilli();
    }

    /** First millisecond of a day, from 0, negative before the log; of the world's end for the day behind the last. */
    long dayStart(int day) {
        return dayStarts[settings.burnIn() + day];
    }

    /** The day, from 0, negative before the log, that holds the time; the number of days when it is behind the world's end. */
    int day(long millis) {
        int found = Arrays.binarySearch(dayStarts, millis);
        return (found >= 0 ? found : -found - 2) - settings.burnIn();
    }

    boolean over(long millis) {
        return millis >= dayStarts[dayStarts.length - 1];
    }

    /** Whether what happens then is logged and counted. */
    boolean recorded(long millis) {
        return millis >= dayStarts[settings.burnIn()] && !over(millis);
    }

    /** The answer to a request for a page or another thing that the application makes. */
    Answer page(@Nullable Network network, long millis, int status, int bytes, Dice dice) {
        return answer(network, millis, status, bytes, PAGE_MS, OUTAGE_FAILURES, dice);
    }

    /** The answer to a request for a file, which needs no application. */
    Answer asset(Network network, long millis, int status, int bytes, Dice dice) {
        return answer(network, millis, status, bytes, ASSET_MS, 0, dice);
    }

    private Answer answer(
            @Nullable Network network,
            long millis,
            int status,
            int bytes,
            double medianMs,
            double outageFailures,
            Dice dice) {
        double ms = dice.logNormal(medianMs, 0.55);
        double luck = dice.unit();
        if (millis >= outageFrom && millis < outageTo && luck < outageFailures) {
            return new Answer(luck < outageFailures / 2 ? 500 : 503, 581, micros(ms * 12));
        }
        if (troubled.equals(network) && millis >= networkFrom && millis < networkTo) {
            return luck < NETWORK_FAILURES
                    ? new Answer(504, 562, micros(GATEWAY_TIMEOUT_MS + ms))
                    : new Answer(status, bytes, micros(ms * NETWORK_SLOWDOWN));
        }
        if (outageFailures > 0 && luck > 1 - ORDINARY_FAILURES) {
            return new Answer(500, 581, micros(ms));
        }
        return new Answer(status, status == 304 || status == 204 ? 0 : bytes, micros(ms));
    }

    private static long micros(double ms) {
        return Math.max(90, (long) (ms * 1_000));
    }

    /** Logs an exchange unless it happens before the log begins or after the world's end. */
    void send(Hit hit, AgentClass agent) {
        if (recorded(hit.millis())) {
            log.add(hit);
            truth.line(agent);
        }
    }
}
