package dev.footfall.log;

import static dev.footfall.log.FormatPart.Directive;

import java.util.Locale;

/** Which HTTP headers fill which field, whatever the server calls them. */
final class HeaderFields {
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    private HeaderFields() {}

    /** A request header; {@code name} in any case, with hyphens or underscores. */
    static Directive request(int position, String spelled, String name) {
        return switch (canonical(name)) {
            case "referer", "referrer" ->
                Directive.text(position, spelled, Field.REFERRER, 1, "https://www.example.org/");
            case "user-agent" -> Directive.text(position, spelled, Field.AGENT, 1, AGENT);
            case "cookie" -> Directive.text(position, spelled, Field.COOKIES, 1, "uid=4f1c; theme=dark");
            case "host" -> Directive.of(position, spelled, StepKind.HOST, Field.HOST, 3, "www.example.com");
            case "x-forwarded-for" ->
                Directive.of(position, spelled, StepKind.LIST, Field.FORWARDED_FOR, 2, "203.0.113.7");
            case "forwarded" -> Directive.of(position, spelled, StepKind.LIST, Field.FORWARDED, 1, "for=203.0.113.7");
            case "accept-language" -> Directive.text(position, spelled, Field.LANGUAGE, 1, "en-GB,en;q=0.8");
            case "sec-gpc" -> Directive.text(position, spelled, Field.PRIVACY_SIGNAL, 2, "1");
            case "dnt" -> Directive.text(position, spelled, Field.PRIVACY_SIGNAL, 1, "1");
            default -> Directive.skip(position, spelled);
        };
    }

    /** A response header. */
    static Directive response(int position, String spelled, String name) {
        return switch (canonical(name)) {
            case "content-type" -> Directive.text(position, spelled, Field.MIME, 1, "text/html");
            case "set-cookie" -> Directive.text(position, spelled, Field.ISSUED_COOKIES, 1, "uid=4f1c; Path=/");
            default -> Directive.skip(position, spelled);
        };
    }

    private static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
