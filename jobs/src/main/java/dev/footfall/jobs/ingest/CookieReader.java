package dev.footfall.jobs.ingest;

import dev.footfall.log.CookieHeader;
import dev.footfall.log.Field;
import dev.footfall.log.LogLine;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.CookieRole;
import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.PrivacySignal;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds in a line's cookies what the policy gives a role; every other cookie is passed over unread. */
final class CookieReader {
    private static final Cell RETURNED = Cell.of("returned");
    private static final Cell ISSUED = Cell.of("issued");
    private static final Cell ABSENT = Cell.of("absent");
    private static final int LONGEST_PREFERENCE = 40;

    private final CompiledPolicy policy;
    private final boolean signals;
    private final SliceCache<Name> names = new SliceCache<>(4096);
    private final SliceCache<Hit.Identifier> browsers;
    private final SliceCache<Hit.Identifier> sessions;
    private final SliceCache<Hit.Identifier> holders;
    private final TreeMap<String, String> preferences = new TreeMap<>();
    private final CookieHeader.Visitor returned = (buf, a, b, c, d) -> cookie(buf, a, b, c, d, false);
    private final CookieHeader.Visitor issued = (buf, a, b, c, d) -> cookie(buf, a, b, c, d, true);

    private Hit.@Nullable Identifier browser;
    private Hit.@Nullable Identifier session;
    private Hit.@Nullable Identifier account;
    private Cell state = ABSENT;
    private boolean optOut;

    private record Name(CookieRole role, boolean preference, boolean optOut, String text) {}

    CookieReader(CompiledPolicy policy, int cached) {
        this.policy = policy;
        signals = policy.policy().optOut().signals().contains(PrivacySignal.GPC)
                || policy.policy().optOut().signals().contains(PrivacySignal.DNT);
        browsers = new SliceCache<>(cached);
        sessions = new SliceCache<>(cached);
        holders = new SliceCache<>(cached);
    }

    /** Reads the cookies of a line into the hit. */
    void read(LogLine line, Hit hit) {
        browser = null;
        session = null;
        account = null;
        state = ABSENT;
        optOut = signals && signalSet(line);
        if (!preferences.isEmpty()) {
            preferences.clear();
        }
        CookieHeader.visitAll(line, returned, issued);
        for (int i = 0; i < line.namedCookies(); i++) {
            byte[] name = line.cookieName(i).getBytes(StandardCharsets.UTF_8);
            byte[] value = line.cookieText(i).getBytes(StandardCharsets.UTF_8);
            byte[] both = new byte[name.length + value.length];
            System.arraycopy(name, 0, both, 0, name.length);
            System.arraycopy(value, 0, both, name.length, value.length);
            cookie(both, 0, name.length, name.length, both.length, line.cookieIssued(i));
        }
        hit.browser = browser;
        hit.session = session;
        hit.optOut = optOut;
        hit.preferences = preferences.isEmpty() ? null : Cell.of(preferencesText());
    }

    private static boolean signalSet(LogLine line) {
        if (!line.has(Field.PRIVACY_SIGNAL)) {
            return false;
        }
        int at = line.start(Field.PRIVACY_SIGNAL);
        return line.end(Field.PRIVACY_SIGNAL) - at == 1 && line.bytes()[at] == '1';
    }

    private void cookie(byte[] buf, int nameFrom, int nameTo, int from, int to, boolean isIssued) {
        Name name = names.get(buf, nameFrom, nameTo);
        if (name == null) {
            String text = new String(buf, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8);
            name = names.put(
                    buf,
                    nameFrom,
                    nameTo,
                    new Name(policy.cookieRole(text), policy.keepsPreference(text), policy.isOptOutCookie(text), text));
        }
        if (name.optOut) {
            optOut |= to > from && buf[from] != '0';
        }
        if (to == from) {
            return;
        }
        switch (name.role) {
            case BROWSER -> {
                // A cookie that came back outranks one that the response issues anew.
                if (!isIssued) {
                    browser = identifier(browsers, buf, from, to);
                    state = RETURNED;
                } else if (browser == null) {
                    browser = identifier(browsers, buf, from, to);
                    state = ISSUED;
                }
            }
            case SESSION -> session = identifier(sessions, buf, from, to);
            case ACCOUNT_HOLDER -> account = identifier(holders, buf, from, to);
            case PREFERENCE -> {
                if (name.preference && to - from <= LONGEST_PREFERENCE) {
                    preferences.put(name.text, new String(buf, from, to - from, StandardCharsets.UTF_8));
                }
            }
            case VENDOR, DROP -> {}
        }
    }

    private static Hit.Identifier identifier(SliceCache<Hit.Identifier> cache, byte[] buf, int from, int to) {
        Hit.Identifier known = cache.get(buf, from, to);
        return known == null ? cache.put(buf, from, to, new Hit.Identifier(Identifiers.cookie(buf, from, to))) : known;
    }

    private String preferencesText() {
        StringBuilder text = new StringBuilder();
        preferences.forEach((name, value) -> {
            if (policy.scrubber().clean(value) && value.matches("[A-Za-z0-9_.:-]{1,40}")) {
                text.append(text.isEmpty() ? "" : ";").append(name).append('=').append(value);
            }
        });
        return text.toString();
    }

    /** What became of the browser's cookie: returned, issued or absent. */
    Cell state() {
        return state;
    }

    /** The account that a cookie of an account holder names. */
    Hit.@Nullable Identifier account() {
        return account;
    }
}
