package dev.footfall.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what matters for abuse: sign-in, sign-up, sign-out, checkout, account and password requests, attempts and
 * failures alike, by method, path and status. The first rule that fits wins; a site's own stand before ours. Immutable;
 * safe for use by many threads.
 */
public final class EventRules {
    /** Labels of all events, as they stand in tables and in configuration. */
    public static final List<String> EVENTS =
            List.of("sign-in", "sign-up", "sign-out", "checkout", "account", "password");

    private static final int LOWEST_STATUS = 100;
    private static final int HIGHEST_STATUS = 599;

    /** Answers that say there is no such form here: whoever got one signed in nowhere. */
    private static final Set<Integer> NOT_HERE = Set.of(404, 405, 410, 501);

    private static final List<String> SENDING = List.of("POST", "PUT", "PATCH");

    /**
     * A rule.
     *
     * @param event one of {@link #EVENTS}
     * @param methods request methods; empty for any
     * @param paths patterns of paths, as in {@link PageRules.Settings}
     * @param lowestStatus lowest status that fits, inclusive, 100 to 599
     * @param highestStatus highest status that fits, inclusive
     */
    public record Rule(String event, List<String> methods, List<String> paths, int lowestStatus, int highestStatus) {
        /** Checks the values; {@code null} methods mean any, a status of 0 leaves that end open. */
        public Rule(
                String event, @Nullable List<String> methods, List<String> paths, int lowestStatus, int highestStatus) {
            if (!EVENTS.contains(event)) {
                throw new IllegalArgumentException("unknown event '" + event + "': it must be one of " + EVENTS);
            }
            this.event = event;
            this.methods = methods == null ? List.of() : List.copyOf(methods);
            this.paths = List.copyOf(paths);
            this.lowestStatus = lowestStatus == 0 ? LOWEST_STATUS : lowestStatus;
            this.highestStatus = highestStatus == 0 ? HIGHEST_STATUS : highestStatus;
        }
    }

    private static final List<Rule> DEFAULTS = List.of(
            new Rule(
                    "password",
                    SENDING,
                    List.of(
                            "/**/password/**",
                            "/**/passwords/**",
                            "/**/forgot-password/**",
                            "/**/forgot_password/**",
                            "/**/reset-password/**",
                            "/**/reset_password/**",
                            "/**/change-password",
                            "/**/password-reset/**",
                            "/**/password_reset/**",
                            "/**/lost-password",
                            "/**/lostpassword",
                            "/**/recover",
                            "/**/2fa/**"),
                    0,
                    0),
            new Rule(
                    "sign-up",
                    SENDING,
                    List.of(
                            "/**/signup/**",
                            "/**/sign-up/**",
                            "/**/sign_up/**",
                            "/**/register/**",
                            "/**/registration/**",
                            "/**/create-account",
                            "/**/account/create",
                            "/**/users",
                            "/**/user/new"),
                    0,
                    0),
            new Rule(
                    "sign-in",
                    SENDING,
                    List.of(
                            "/**/login",
                            "/**/login/*",
                            "/**/log-in",
                            "/**/signin",
                            "/**/sign-in",
                            "/**/sign_in",
                            "/**/logon",
                            "/**/login.*",
                            "/**/signin.*",
                            "/**/logon.*",
                            "/**/wp-login.php",
                            "/**/j_security_check",
                            "/**/authenticate",
                            "/**/session",
                            "/**/sessions",
                            "/**/oauth/token",
                            "/**/oauth2/token"),
                    0,
                    0),
            new Rule(
                    "sign-out",
                    List.of(),
                    List.of(
                            "/**/logout/**",
                            "/**/log-out",
                            "/**/signout",
                            "/**/sign-out",
                            "/**/sign_out",
                            "/**/logout.*"),
                    0,
                    0),
            new Rule(
                    "checkout",
                    SENDING,
                    List.of(
                            "/**/checkout/**",
                            "/**/payment/**",
                            "/**/payments/**",
                            "/**/pay",
                            "/**/purchase/**",
                            "/**/order",
                            "/**/orders",
                            "/**/charge",
                            "/**/charges"),
                    0,
                    0),
            new Rule(
                    "account",
                    List.of(),
                    List.of(
                            "/account/**",
                            "/*/account/**",
                            "/my-account/**",
                            "/*/my-account/**",
                            "/settings/**",
                            "/user/settings/**",
                            "/profile/**",
                            "/billing/**"),
                    0,
                    0));

    private record Compiled(Rule rule, List<PathGlob> paths) {
        boolean fits(String method, String path, int status) {
            return (status < 0 || (status >= rule.lowestStatus && status <= rule.highestStatus))
                    && (rule.methods.isEmpty() || rule.methods.contains(method))
                    && PathGlob.any(paths, path);
        }
    }

    private final List<Compiled> rules = new ArrayList<>();

    /** Our rules. */
    public static EventRules defaults() {
        return of(List.of());
    }

    /**
     * The site's rules, then ours.
     *
     * @throws IllegalArgumentException naming the pattern, when one starts neither with a slash nor a double star
     */
    public static EventRules of(List<Rule> own) {
        return new EventRules(own);
    }

    private EventRules(List<Rule> own) {
        List<Rule> all = new ArrayList<>(own);
        all.addAll(DEFAULTS);
        all.forEach(rule -> rules.add(new Compiled(rule, PathGlob.all(rule.paths()))));
    }

    /**
     * The event of a request.
     *
     * @param method request method; {@code null} when not logged, which fits rules for any method only
     * @param path normalised path, see {@link PageTarget#path}
     * @param status HTTP status, any negative number when not logged
     * @return one of {@link #EVENTS}, or {@code null}
     */
    public @Nullable String event(@Nullable String method, String path, int status) {
        if (NOT_HERE.contains(status)) {
            return null;
        }
        String lower = path.toLowerCase(Locale.ROOT);
        String verb = method == null ? "" : method;
        for (Compiled rule : rules) {
            if (rule.fits(verb, lower, status)) {
                return rule.rule.event;
            }
        }
        return null;
    }

    /** Whether a request for this path can be an event at all, with some method and status. */
    public boolean looksAt(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return rules.stream().anyMatch(rule -> PathGlob.any(rule.paths, lower));
    }
}
