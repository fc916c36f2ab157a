package dev.footfall.page;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what names one thing or one person in a path, so that paths of one form become one: numbers by {@code {n}},
 * dates by {@code {date}}, mail addresses by {@code {email}}, account names by {@code {name}}, network addresses by
 * {@code {ip}}, other ids (UUID, hexadecimal, random) by {@code {id}}, long or much escaped text by {@code {text}}.
 * At most 12 segments and 256 characters. Best effort: a rare word that looks like any word stays.
 */
public final class PathTemplate {
    private static final int MOST_SEGMENTS = 12;
    private static final int LONGEST = 256;
    private static final int LONGEST_SEGMENT = 64;
    private static final int LONGEST_WORD = 24;
    private static final int SHORTEST_HEX = 8;
    private static final int MOST_ESCAPES = 4;

    private static final Pattern UUID =
            Pattern.compile("\\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\}?");
    private static final Pattern DATE = Pattern.compile(
            "(19|20)\\d\\d[-_.](0?[1-9]|1[0-2])([-_.](0?[1-9]|[12]\\d|3[01]))?|(0?[1-9]|[12]\\d|3[01])[-_.]"
                    + "(0?[1-9]|1[0-2])[-_.](19|20)\\d\\d");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}");
    private static final Pattern PHONE = Pattern.compile("\\+[0-9 ()./-]{6,20}");

    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]{2,}|[A-Z]{2,}");

    /** Segments after which the next one is the name of an account. */
    private static final Set<String> PEOPLE =
            Set.of("u", "user", "users", "member", "members", "profile", "profiles", "people", "author", "authors");

    /** What may follow them without being one. */
    private static final Set<String> ACTIONS = Set.of(
            "login",
            "log-in",
            "logout",
            "signin",
            "sign-in",
            "sign_in",
            "signout",
            "sign_out",
            "sign-out",
            "signup",
            "sign-up",
            "sign_up",
            "register",
            "password",
            "settings",
            "edit",
            "new",
            "me",
            "search",
            "list",
            "admin",
            "index",
            "create",
            "delete",
            "update",
            "auth",
            "session",
            "sessions",
            "account",
            "profile",
            "forgot",
            "reset",
            "verify",
            "confirm",
            "activate",
            "orders",
            "add",
            "all",
            "self",
            "current");

    private PathTemplate() {}

    /** The template of a normalised path. */
    public static String of(String path) {
        StringBuilder out = new StringBuilder();
        String before = "";
        int count = 0;
        for (String segment : path.substring(path.startsWith("/") ? 1 : 0).split("/", -1)) {
            if (++count > MOST_SEGMENTS || out.length() > LONGEST - LONGEST_SEGMENT - 4) {
                out.append("/…");
                break;
            }
            out.append('/').append(PEOPLE.contains(before) ? name(segment) : segment(segment));
            before = segment.toLowerCase(Locale.ROOT);
        }
        return path.startsWith("/") ? out.toString() : out.substring(1);
    }

    private static String name(String segment) {
        String usual = segment(segment);
        return usual.equals(segment) && !segment.isEmpty() && !ACTIONS.contains(segment.toLowerCase(Locale.ROOT))
                ? "{name}"
                : usual;
    }

    private static String segment(String segment) {
        String text = segment.toLowerCase(Locale.ROOT);
        int at = text.indexOf('@');
        if (at > 0 && text.indexOf('.', at) > 0) {
            return "{email}";
        }
        if (at == 0 || text.startsWith("~")) {
            return text.length() > 1 ? "{name}" : segment;
        }
        if (segment.length() > LONGEST_SEGMENT) {
            return isRandom(segment) ? "{id}" : "{text}";
        }
        if (text.chars().anyMatch(c -> (c >= '0' && c <= '9') || c == ':')) {
            String form = form(text);
            if (form != null) {
                return form;
            }
        }
        if (text.chars().filter(c -> c == '%').count() > MOST_ESCAPES) {
            return "{text}";
        }
        return words(segment);
    }

    /** What the whole segment is by its form; {@code null} when it has none of those. */
    private static @Nullable String form(String text) {
        if (UUID.matcher(text).matches()) {
            return "{id}";
        }
        if (ADDRESS.matcher(text).matches()) {
            return "{ip}";
        }
        if (DATE.matcher(text).matches()) {
            return "{date}";
        }
        return PHONE.matcher(text).matches() ? "{n}" : null;
    }

    /** Replaces the numbers and ids among the words of a segment; one without any word may be an id as a whole. */
    private static String words(String segment) {
        StringBuilder out = new StringBuilder();
        boolean hasWord = false;
        int from = 0;
        for (int i = 0; i <= segment.length(); i++) {
            if (i == segment.length() || "-_.~,;=:+!".indexOf(segment.charAt(i)) >= 0) {
                String word = segment.substring(from, i);
                hasWord |= WORD.matcher(word).matches();
                out.append(word(word));
                if (i < segment.length()) {
                    out.append(segment.charAt(i));
                }
                from = i + 1;
            }
        }
        boolean isId = !hasWord && segment.length() >= SHORTEST_HEX && isRandom(segment.replaceAll("[-_.~=]", ""));
        return isId ? "{id}" : out.toString();
    }

    private static String word(String word) {
        if (word.isEmpty()) {
            return word;
        }
        if (word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "{n}";
        }
        return isId(word) ? "{id}" : word;
    }

    private static boolean isId(String word) {
        int digits = (int) word.chars().filter(c -> c >= '0' && c <= '9').count();
        boolean hex = word.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
        if (hex && word.length() >= SHORTEST_HEX && (digits > 0 || word.length() >= 2 * SHORTEST_HEX)) {
            return true;
        }
        return word.length() > LONGEST_WORD || (word.length() >= SHORTEST_HEX && isRandom(word));
    }

    /** Whether letters and digits, or cases, change as often as they do in random text and not in words. */
    private static boolean isRandom(String text) {
        int changes = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            int kind = kind(text.charAt(i));
            digits += kind == 0 ? 1 : 0;
            // From a capital to a small letter is how words begin.
            if (i > 0 && kind(text.charAt(i - 1)) != kind && !(kind(text.charAt(i - 1)) == 1 && kind == 2)) {
                changes++;
            }
        }
        return digits > 0 ? changes >= 3 && changes * 6 >= text.length() : changes >= 4 && changes * 4 >= text.length();
    }

    private static int kind(char c) {
        return c >= '0' && c <= '9' ? 0 : Character.isUpperCase(c) ? 1 : 2;
    }
}
