package dev.footfall.privacy;

/**
 * Finds {@code //user:password@}, and values of parameters by the parameter's name: {@code password=…}, {@code
 * ;jsessionid=…}, {@code #access_token=…}, {@code "password": "…"}.
 */
final class CredentialFinder {
    private static final String NAME_ENDS = "?&;/#,\"'{}()<>[]=:| \t+\u00a0";
    private static final String VALUE_ENDS = "&;#\"'<>)}]| \t\r\n";

    private CredentialFinder() {}

    static void find(DecodedText text, Findings findings) {
        boolean oauth = isOauthAnswer(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.at(i);
            if (c == '/' && text.at(i + 1) == '/') {
                userInfo(text, i + 2, findings);
            } else if (c == '=' || c == ':') {
                parameter(text, i, oauth, findings);
            }
        }
    }

    /** RFC 3986 section 3.2.1; all of it goes, for a name alone is personal too. */
    private static void userInfo(DecodedText text, int from, Findings findings) {
        int at = -1;
        for (int i = from; i < text.length() && "/?# \t\"<>".indexOf(text.at(i)) < 0; i++) {
            if (text.at(i) == '@') {
                at = i;
            }
        }
        if (at > from) {
            findings.add(Scrubber.Kind.SECRET, text, from, at);
        }
    }

    private static void parameter(DecodedText text, int sign, boolean oauth, Findings findings) {
        int nameEnd = quoteBefore(text, sign);
        boolean quoted = nameEnd < sign && text.at(nameEnd) != ' ';
        // user[password]=…
        nameEnd -= text.at(nameEnd - 1) == ']' ? 1 : 0;
        int nameStart = nameEnd;
        while (nameStart > 0 && NAME_ENDS.indexOf(text.at(nameStart - 1)) < 0) {
            nameStart--;
        }
        if (nameStart == nameEnd) {
            return;
        }
        String name = text.text(nameStart, nameEnd);
        SecretNames.Use use = SecretNames.of(name);
        boolean credential = use == SecretNames.Use.CREDENTIAL;
        boolean colon = text.at(sign) == ':';
        // A colon stands for much else in prose and paths, but not after a name in quotes.
        boolean token = use == SecretNames.Use.TOKEN && (!colon || quoted);
        boolean perhaps = use == SecretNames.Use.PERHAPS_TOKEN && (!colon || quoted);
        if (!credential && !token && !perhaps) {
            return;
        }
        int from = valueStart(text, sign + 1, colon);
        // Of a path's parameters (;jsessionid=…) the value ends with the segment.
        String ends = token && text.at(nameStart - 1) == ';' ? VALUE_ENDS + "?/" : VALUE_ENDS;
        int to = valueEnd(text, from, text.depth(sign), ends);
        if (perhaps
                && !(oauth && (name.equalsIgnoreCase("code") || name.equalsIgnoreCase("state")))
                && !TokenFinder.random(text, from, to)) {
            return;
        }
        findings.add(credential ? Scrubber.Kind.SECRET : Scrubber.Kind.TOKEN, text, from, to);
    }

    private static int quoteBefore(DecodedText text, int sign) {
        int end = sign;
        while (end > 0 && (text.at(end - 1) == ' ' || text.at(end - 1) == '"' || text.at(end - 1) == '\'')) {
            end--;
        }
        return end;
    }

    private static int valueStart(DecodedText text, int from, boolean colon) {
        int start = from;
        while (text.at(start) == '"'
                || text.at(start) == '\''
                || (colon && (text.at(start) == ' ' || text.at(start) == '+'))) {
            start++;
        }
        return start;
    }

    /** A mark that ends a value must not be encoded deeper than the sign before the value: then it is part of it. */
    private static int valueEnd(DecodedText text, int from, int depth, String ends) {
        int end = from;
        while (end < text.length() && (ends.indexOf(text.at(end)) < 0 || text.depth(end) > depth)) {
            // A placeholder of ours, or a template of theirs, is one thing.
            if (text.at(end) == '{') {
                int close = end;
                while (close < text.length() && text.at(close) != '}') {
                    close++;
                }
                end = Math.min(text.length() - 1, close);
            }
            end++;
        }
        return end;
    }

    /** RFC 6749 section 4.1.2: the answer of an authorisation server carries code and, mostly, state. */
    private static boolean isOauthAnswer(DecodedText text) {
        return hasParameter(text, "code=") && hasParameter(text, "state=");
    }

    private static boolean hasParameter(DecodedText text, String nameAndSign) {
        for (int i = 0; i < text.length(); i++) {
            if (text.has(i, nameAndSign) && (i == 0 || NAME_ENDS.indexOf(text.at(i - 1)) >= 0)) {
                return true;
            }
        }
        return false;
    }
}
