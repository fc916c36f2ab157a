package dev.footfall.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A pattern of paths: {@code *} stands for any part of a segment, {@code ?} for one character of it, {@code **} for any
 * number of segments, none included ({@code /shop/**} holds for {@code /shop} too). Case does not matter. Time is at
 * most the product of the lengths.
 */
final class PathGlob {
    private enum Part {
        CHARACTER,
        ONE,
        SOME,
        /** A double star between slashes, with the slash that follows. */
        DIRECTORIES,
        /** A double star at the end, with the slash before it. */
        REST,
        ANYTHING
    }

    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder characters = new StringBuilder();
    private final String prefix;
    private final String suffix;

    /** The longest plain text of the pattern: looking for it first makes most answers cheap. */
    private final String required;

    /** A pattern; throws IllegalArgumentException unless it starts with a slash or a double star. */
    static PathGlob of(String pattern) {
        if (!pattern.startsWith("/") && !pattern.startsWith("**")) {
            throw new IllegalArgumentException("a path pattern starts with / or **: '" + pattern + "'");
        }
        return new PathGlob(pattern.toLowerCase(Locale.ROOT));
    }

    static List<PathGlob> all(List<String> patterns) {
        return patterns.stream().map(PathGlob::of).toList();
    }

    /** Whether one of the patterns holds for the path, which must be in lower case. */
    static boolean any(List<PathGlob> globs, String lowerCasePath) {
        for (PathGlob glob : globs) {
            if (glob.matches(lowerCasePath)) {
                return true;
            }
        }
        return false;
    }

    private PathGlob(String pattern) {
        int i = 0;
        while (i < pattern.length()) {
            boolean afterSlash = i > 0 && pattern.charAt(i - 1) == '/';
            if (pattern.startsWith("**/", i) && afterSlash) {
                add(Part.DIRECTORIES, '*');
                i += 3;
            } else if (pattern.substring(i).equals("/**")) {
                add(Part.REST, '*');
                i += 3;
            } else if (pattern.startsWith("**", i)) {
                add(Part.ANYTHING, '*');
                i += 2;
            } else {
                char c = pattern.charAt(i++);
                add(c == '*' ? Part.SOME : c == '?' ? Part.ONE : Part.CHARACTER, c);
            }
        }
        int first = 0;
        while (first < parts.size() && parts.get(first) == Part.CHARACTER) {
            first++;
        }
        int last = parts.size();
        while (last > first && parts.get(last - 1) == Part.CHARACTER) {
            last--;
        }
        prefix = characters.substring(0, first);
        suffix = characters.substring(last);
        required = longestRun();
    }

    private String longestRun() {
        String longest = "";
        int from = 0;
        for (int i = 0; i <= parts.size(); i++) {
            if (i == parts.size() || parts.get(i) != Part.CHARACTER) {
                longest = i - from > longest.length() ? characters.substring(from, i) : longest;
                from = i + 1;
            }
        }
        return longest;
    }

    private void add(Part part, char c) {
        parts.add(part);
        characters.append(c);
    }

    /** Whether the pattern holds for the whole path, which must be in lower case. */
    boolean matches(String path) {
        if (!path.startsWith(prefix) || !path.endsWith(suffix) || !path.contains(required)) {
            return false;
        }
        boolean[] here = new boolean[path.length() + 1];
        here[0] = true;
        for (int i = 0; i < parts.size(); i++) {
            here = step(parts.get(i), characters.charAt(i), path, here);
        }
        return here[path.length()];
    }

    /** The ends that a part can reach from the ends of the part before it. */
    private static boolean[] step(Part part, char c, String path, boolean[] from) {
        int n = path.length();
        boolean[] to = new boolean[n + 1];
        boolean open = false;
        for (int i = 0; i <= n; i++) {
            boolean atSlash = i > 0 && path.charAt(i - 1) == '/';
            switch (part) {
                case CHARACTER -> to[i] = i > 0 && from[i - 1] && path.charAt(i - 1) == c;
                case ONE -> to[i] = i > 0 && from[i - 1] && !atSlash;
                case SOME -> {
                    open = (open && !atSlash) || from[i];
                    to[i] = open;
                }
                case DIRECTORIES -> {
                    to[i] = from[i] || (open && atSlash);
                    open |= from[i];
                }
                case REST -> {
                    if (from[i] && (i == n || path.charAt(i) == '/')) {
                        Arrays.fill(to, i, n + 1, true);
                    }
                }
                case ANYTHING -> {
                    open |= from[i];
                    to[i] = open;
                }
            }
        }
        return to;
    }
}
