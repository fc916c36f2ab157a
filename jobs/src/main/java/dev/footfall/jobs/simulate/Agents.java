package dev.footfall.jobs.simulate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * User-Agent strings as browsers send them since vendors froze them: Chrome's and Firefox's reduced forms, Safari's fixed
 * system versions. Versions follow the vendors' four-week calendar from known releases, so that they are current on any
 * day.
 *
 * <p>Shares are rounded from StatCounter's for Europe, 2025.
 */
final class Agents {
    /** Chrome 141 was released on 2025-09-30, Firefox 144 on 2025-10-14; both have come every four weeks since. */
    private static final LocalDate CHROME_141 = LocalDate.of(2025, 9, 30);

    private static final LocalDate FIREFOX_144 = LocalDate.of(2025, 10, 14);
    private static final int RELEASE_DAYS = 28;
    private static final String KIT = " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/";

    /** What a browser runs on. */
    enum Device {
        DESKTOP,
        PHONE,
        TABLET
    }

    /** A browser on a system. */
    enum Family {
        CHROME_WINDOWS(Device.DESKTOP, 46),
        EDGE_WINDOWS(Device.DESKTOP, 14),
        FIREFOX_WINDOWS(Device.DESKTOP, 8),
        CHROME_MAC(Device.DESKTOP, 12),
        SAFARI_MAC(Device.DESKTOP, 11),
        FIREFOX_MAC(Device.DESKTOP, 3),
        FIREFOX_LINUX(Device.DESKTOP, 3),
        CHROME_LINUX(Device.DESKTOP, 3),
        SAFARI_IPHONE(Device.PHONE, 34),
        CHROME_ANDROID(Device.PHONE, 46),
        SAMSUNG_ANDROID(Device.PHONE, 9),
        CHROME_IPHONE(Device.PHONE, 6),
        FIREFOX_ANDROID(Device.PHONE, 5),
        SAFARI_IPAD(Device.TABLET, 60),
        CHROME_TABLET(Device.TABLET, 40);

        private final Device device;
        private final int share;

        Family(Device device, int share) {
            this.device = device;
            this.share = share;
        }

        Device device() {
            return device;
        }
    }

    private static final Family[] FAMILIES = Family.values();
    private final Weights[] byDevice = new Weights[Device.values().length];

    Agents() {
        for (Device device : Device.values()) {
            double[] shares = new double[FAMILIES.length];
            for (Family family : FAMILIES) {
                shares[family.ordinal()] = family.device == device ? family.share : 0;
            }
            byDevice[device.ordinal()] = new Weights(shares);
        }
    }

    Family draw(Device device, Dice dice) {
        return FAMILIES[byDevice[device.ordinal()].draw(dice)];
    }

    /** The kind of browser that a device most often has. */
    static Family commonest(Device device) {
        Family best = FAMILIES[0];
        for (Family family : FAMILIES) {
            if (family.device == device && (best.device != device || family.share > best.share)) {
                best = family;
            }
        }
        return best;
    }

    /** The agent of a browser that updates itself {@code lagDays} after a release. */
    static String text(Family family, LocalDate day, int lagDays) {
        LocalDate as = day.minusDays(lagDays);
        long chrome = 141 + Math.floorDiv(ChronoUnit.DAYS.between(CHROME_141, as), RELEASE_DAYS);
        long firefox = 144 + Math.floorDiv(ChronoUnit.DAYS.between(FIREFOX_144, as), RELEASE_DAYS);
        // Apple's versions carry the year after the September in which they appear.
        int safari = as.getYear() - 2000 + (as.getMonthValue() > 9 ? 1 : 0);
        return switch (family) {
            case CHROME_WINDOWS -> chrome("Windows NT 10.0; Win64; x64", chrome, "");
            case CHROME_MAC -> chrome("Macintosh; Intel Mac OS X 10_15_7", chrome, "");
            case CHROME_LINUX -> chrome("X11; Linux x86_64", chrome, "");
            case CHROME_ANDROID -> chrome("Linux; Android 10; K", chrome, "Mobile ");
            case CHROME_TABLET -> chrome("Linux; Android 10; K", chrome, "");
            case EDGE_WINDOWS -> chrome("Windows NT 10.0; Win64; x64", chrome, "") + " Edg/" + chrome + ".0.0.0";
            case SAMSUNG_ANDROID ->
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36";
            case FIREFOX_WINDOWS -> firefox("Windows NT 10.0; Win64; x64", firefox, "20100101");
            case FIREFOX_MAC -> firefox("Macintosh; Intel Mac OS X 10.15", firefox, "20100101");
            case FIREFOX_LINUX -> firefox("X11; Linux x86_64", firefox, "20100101");
            case FIREFOX_ANDROID -> firefox("Android 15; Mobile", firefox, firefox + ".0");
            case SAFARI_MAC ->
                safari("Macintosh; Intel Mac OS X 10_15_7", "Version/" + safari + ".0", "Safari/605.1.15");
            case SAFARI_IPHONE ->
                safari(
                        "iPhone; CPU iPhone OS 18_7 like Mac OS X",
                        "Version/" + safari + ".0",
                        "Mobile/15E148 Safari/604.1");
            case SAFARI_IPAD ->
                safari("iPad; CPU OS 18_7 like Mac OS X", "Version/" + safari + ".0", "Mobile/15E148 Safari/604.1");
            case CHROME_IPHONE ->
                safari(
                        "iPhone; CPU iPhone OS 18_7 like Mac OS X",
                        "CriOS/" + chrome + ".0.7444.77",
                        "Mobile/15E148 Safari/604.1");
        };
    }

    private static String chrome(String system, long version, String mobile) {
        return "Mozilla/5.0 (" + system + ")" + KIT + version + ".0.0.0 " + mobile + "Safari/537.36";
    }

    private static String firefox(String system, long version, String gecko) {
        return "Mozilla/5.0 (" + system + "; rv:" + version + ".0) Gecko/" + gecko + " Firefox/" + version + ".0";
    }

    private static String safari(String system, String version, String end) {
        return "Mozilla/5.0 (" + system + ") AppleWebKit/605.1.15 (KHTML, like Gecko) " + version + " " + end;
    }
}
