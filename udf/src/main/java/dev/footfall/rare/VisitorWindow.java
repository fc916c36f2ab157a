package dev.footfall.rare;

import dev.footfall.privacy.EpochKind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * Decides which values of a day are common, by the fortnight around it: seven days before and seven after, so that one
 * quiet day loses no page that is popular over the week.
 *
 * <p>Common is what is sure to have k visitors: k distinct browsers within one epoch's part of the fortnight, or k
 * distinct devices on one of its days. Tokens of two epochs, of devices on two days, and of browsers and devices are
 * never added up, for they may be of one person. So no token bridges two epochs; where an epoch ends within the fortnight,
 * either part of it is enough by itself.
 *
 * <p>Days are decided in order of time, and a decided day counts with what it still shows. So it does not matter whether
 * days are decided one by one as they come of age or all at once. Not thread-safe.
 */
public final class VisitorWindow {
    /** Days before and after the one that is decided. */
    public static final int DAYS_AROUND = 7;

    private final int k;
    private final EpochKind epochs;
    private final TreeMap<LocalDate, DayVisitors> days = new TreeMap<>();

    /**
     * A window without days.
     *
     * @param k how many visitors make a value common, at least 1
     * @param epochs how long tokens of browsers last
     */
    public VisitorWindow(int k, EpochKind epochs) {
        this.k = k;
        this.epochs = epochs;
    }

    /** Whether a day was put in, and is not out of sight yet. */
    public boolean holds(LocalDate day) {
        return days.containsKey(day);
    }

    /** Puts a day in. */
    public void put(LocalDate day, DayVisitors visitors) {
        days.put(day, visitors);
    }

    /**
     * Which values and templates are common on a day that was put in, as are those of its fortnight that there are. Days
     * before the fortnight are forgotten: no later one asks for them.
     */
    public LongPredicate common(LocalDate day) {
        days.headMap(day.minusDays(DAYS_AROUND)).clear();
        return key -> isCommon(key, day);
    }

    /** Whether any value or template of a day is rare. */
    public boolean anyRare(LocalDate day) {
        DayVisitors visitors = days.get(day);
        return visitors != null && visitors.anyBut(key -> isCommon(key, day));
    }

    /** Says that the rare values of a day are gone. */
    public void settle(LocalDate day) {
        DayVisitors visitors = days.get(day);
        if (visitors != null) {
            visitors.forgetAllBut(key -> isCommon(key, day));
        }
    }

    private boolean isCommon(long key, LocalDate day) {
        Map<LocalDate, LongSet> browsers = new HashMap<>();
        for (Map.Entry<LocalDate, DayVisitors> one : days.subMap(
                        day.minusDays(DAYS_AROUND), true, day.plusDays(DAYS_AROUND), true)
                .entrySet()) {
            DayVisitors visitors = one.getValue();
            if (visitors.devices(key) >= k) {
                return true;
            }
            LongSet ofEpoch = browsers.computeIfAbsent(epochs.of(one.getKey()).first(), epoch -> new LongSet());
            visitors.browsers(key, ofEpoch);
            if (ofEpoch.size() >= k) {
                return true;
            }
        }
        return false;
    }
}
