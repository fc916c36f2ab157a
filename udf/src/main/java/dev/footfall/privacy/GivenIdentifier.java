package dev.footfall.privacy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An identifier as somebody typed it or wrote it into a file, in its canonical forms.
 *
 * @param forms at least one: an account can stand in a cookie, too, where case counts
 */
public record GivenIdentifier(Kind kind, List<byte[]> forms) {
    /** What an identifier is. */
    public enum Kind implements Labelled {
        /** Value of a first-party or session cookie. */
        COOKIE,
        /** Name of an account. */
        ACCOUNT,
        /** IPv4 or IPv6 address. */
        ADDRESS,
        /** Name or mail address of an account, where mail is what matters. */
        MAIL;

        /** The kind of that label. */
        public static Optional<Kind> of(String label) {
            return Stream.of(values())
                    .filter(kind -> kind.label().equals(label))
                    .findFirst();
        }
    }

    public GivenIdentifier {
        forms = List.copyOf(forms);
    }

    /** An identifier as people write it; empty when it is blank, or no address where one is meant. */
    public static Optional<GivenIdentifier> of(Kind kind, String value) {
        if (value.isBlank()) {
            return Optional.empty();
        }
        return switch (kind) {
            case COOKIE -> Optional.of(new GivenIdentifier(kind, List.of(Identifiers.cookie(value))));
            case ACCOUNT, MAIL ->
                Optional.of(new GivenIdentifier(kind, List.of(Identifiers.account(value), Identifiers.cookie(value))));
            case ADDRESS -> Identifiers.address(value).map(address -> new GivenIdentifier(kind, List.of(address)));
        };
    }
}
