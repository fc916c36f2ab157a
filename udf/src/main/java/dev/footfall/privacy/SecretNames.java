package dev.footfall.privacy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names of parameters whose values are not for keeping, and words of paths that announce one; lower case. */
final class SecretNames {
    /** What the value of a parameter is. */
    enum Use {
        CREDENTIAL,
        TOKEN,
        /** A token when it looks random, or when the parameters of OAuth stand together. */
        PERHAPS_TOKEN,
        HARMLESS
    }

    /** Values are credentials. */
    static final Set<String> CREDENTIALS = Set.of("pass", "password_confirmation", "privatekey", "pin", "app_key");

    /** Values are tokens. */
    static final Set<String> TOKENS = Set.of(
            "id_token_hint",
            "oauth_verifier",
            "oauth_signature",
            "authorization",
            "bearer",
            "assertion",
            "client_assertion",
            "samlresponse",
            "samlrequest",
            "relaystate",
            "code_verifier",
            "code_challenge",
            "nonce",
            "ticket",
            "cfid",
            "x-amz-signature",
            "x-amz-credential",
            "x-goog-signature",
            "x-goog-credential",
            "awsaccesskeyid");

    /** Values are tokens when they look random, or when the parameters of OAuth stand together. */
    static final Set<String> PERHAPS_TOKENS = Set.of(
            "code",
            "state",
            "key",
            "session",
            "auth",
            "sig",
            "signature",
            "hash",
            "invite",
            "invitation",
            "verify",
            "confirm",
            "reset",
            "sso",
            "user_code",
            "device_code");

    /** Last words of names of credentials, as in {@code smtp_password}, {@code newPassword}, {@code x-api-key}. */
    private static final Set<String> CREDENTIAL_ENDS = Set.of(
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "passcode",
            "secret",
            "apikey",
            "accesskey",
            "secretkey",
            "credential",
            "credentials",
            "otp",
            "totp",
            "cvv",
            "cvc",
            "ssn");

    /** The word before {@code key} that makes it a credential: a {@code sort_key} is none. */
    private static final Set<String> KEY_OF =
            Set.of("api", "access", "secret", "private", "auth", "encryption", "signing", "master", "account");

    /** The word before {@code pass} that makes it a password: a {@code boarding_pass} is none. */
    private static final Set<String> PASS_OF =
            Set.of("user", "login", "db", "admin", "root", "mail", "smtp", "ftp", "new", "old");

    private static final Set<String> TOKEN_ENDS =
            Set.of("token", "jwt", "sid", "sessid", "sessionid", "csrf", "xsrf", "cftoken");

    /** How a word that is written as one may end: {@code userpassword}, {@code phpsessionid}. */
    private static final List<String> GLUED_CREDENTIALS =
            List.of("password", "passwd", "passphrase", "passcode", "apikey", "accesskey", "secretkey");

    private static final List<String> GLUED_TOKENS = List.of("token", "sessionid", "sessid");

    /** The end of every name that {@link #ofEnd} knows. */
    private static final List<String> ENDS = Stream.of(CREDENTIAL_ENDS, TOKEN_ENDS, Set.of("key", "pass"))
            .flatMap(Set::stream)
            .filter(end -> !end.equals("totp")
                    && !end.equals("apikey")
                    && !end.equals("accesskey")
                    && !end.equals("secretkey"))
            .toList();

    /** The next segment of the path may be a token, even a short one. */
    static final Set<String> ANNOUNCING_SEGMENTS = Set.of(
            "reset",
            "reset-password",
            "reset_password",
            "resetpassword",
            "password-reset",
            "password_reset",
            "passwordreset",
            "password",
            "recover",
            "recovery",
            "verify",
            "verify-email",
            "verification",
            "confirm",
            "confirm-email",
            "confirmation",
            "activate",
            "activation",
            "invite",
            "invitation",
            "invitations",
            "unsubscribe",
            "magic",
            "magic-link",
            "magiclink",
            "token",
            "tokens",
            "session",
            "sessions");

    private SecretNames() {}

    /** What the value of a parameter with this name is; case counts where it parts words, as in {@code newPassword}. */
    static Use of(String name) {
        String lower = lower(name);
        if (CREDENTIALS.contains(lower)) {
            return Use.CREDENTIAL;
        }
        if (TOKENS.contains(lower) || lower.startsWith("aspsessionid")) {
            return Use.TOKEN;
        }
        return PERHAPS_TOKENS.contains(lower) ? Use.PERHAPS_TOKEN : ofEnd(name);
    }

    private static Use ofEnd(String name) {
        int to = name.length();
        while (to > 0 && isDigit(name.charAt(to - 1))) {
            to--;
        }
        int from = wordStart(name, to);
        String last = lower(name.substring(from, to));
        int before = from > 0 && isSeparator(name.charAt(from - 1)) ? from - 1 : from;
        String first = lower(name.substring(wordStart(name, before), before));
        boolean credential = CREDENTIAL_ENDS.contains(last)
                || (last.equals("key") && KEY_OF.contains(first))
                || (last.equals("pass") && PASS_OF.contains(first))
                || GLUED_CREDENTIALS.stream().anyMatch(last::endsWith);
        if (credential) {
            return Use.CREDENTIAL;
        }
        boolean token = TOKEN_ENDS.contains(last)
                || (last.equals("id") && first.equals("session"))
                || GLUED_TOKENS.stream().anyMatch(last::endsWith);
        return token ? Use.TOKEN : Use.HARMLESS;
    }

    /** Words are parted by marks, and by a capital after a small letter or a digit. */
    private static int wordStart(String name, int to) {
        int from = to;
        while (from > 0 && !isSeparator(name.charAt(from - 1))) {
            from--;
            boolean capital = name.charAt(from) >= 'A' && name.charAt(from) <= 'Z';
            if (capital && from > 0 && !(name.charAt(from - 1) >= 'A' && name.charAt(from - 1) <= 'Z')) {
                break;
            }
        }
        return from;
    }

    /** ASCII alone, as {@link Suspicion} has it. */
    private static String lower(String name) {
        char[] out = name.toCharArray();
        for (int i = 0; i < out.length; i++) {
            out[i] = DecodedText.lower(out[i]);
        }
        return new String(out);
    }

    private static boolean isSeparator(char c) {
        return c == '_' || c == '-' || c == '.' || c == '$';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * Whether a name that ends before a sign may be one of those that {@link #of} tells by their end. Hot path: it makes
     * no objects, and may be wrong only by saying yes.
     */
    static boolean mayEndLikeASecret(String text, int sign) {
        // user[password]=… is looked at thoroughly, whatever the name.
        if (sign > 0 && text.charAt(sign - 1) == ']') {
            return true;
        }
        int to = sign;
        while (to > 0 && " \t\"'0123456789".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        // The last letters of ENDS; most names end otherwise.
        if (to == 0 || "dteylspvcnf".indexOf(DecodedText.lower(text.charAt(to - 1))) < 0) {
            return false;
        }
        for (int i = 0; i < ENDS.size(); i++) {
            String end = ENDS.get(i);
            if (text.regionMatches(true, to - end.length(), end, 0, end.length())) {
                return true;
            }
        }
        // session_id
        return text.regionMatches(true, to - "session".length() - 3, "session", 0, "session".length());
    }
}
