package dev.footfall.log;

import dev.footfall.log.FormatPart.Directive;
import dev.footfall.log.FormatPart.Literal;
import java.util.ArrayList;
import java.util.List;

/** Reads an nginx log_format string (ngx_http_log_module and the variables of the core and userid modules). */
final class NginxVariables {
    private final String format;
    private final List<FormatPart> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    private NginxVariables(String format) {
        this.format = format;
    }

    /** Whether a variable begins at {@code at}. */
    static boolean variableAt(String format, int at) {
        return format.charAt(at) == '$'
                && at + 1 < format.length()
                && (isName(format.charAt(at + 1)) || format.charAt(at + 1) == '{');
    }

    /**
     * The parts of the format string, in order. Variables that say nothing about a hit are skipped over.
     *
     * @throws FormatException naming the position, when a variable is unfinished
     */
    static List<FormatPart> read(String format) {
        return new NginxVariables(format).read();
    }

    private List<FormatPart> read() {
        while (at < format.length()) {
            if (variableAt(format, at)) {
                int start = at;
                String name = name();
                if (!literal.isEmpty()) {
                    parts.add(new Literal(Math.max(1, start - literal.length() + 1), literal.toString()));
                    literal.setLength(0);
                }
                parts.add(variable(start + 1, format.substring(start, at), name));
            } else if (format.charAt(at) == '$') {
                throw FormatSyntax.error(at + 1, "'$' without a variable name", "name the variable, as in $status");
            } else {
                at = FormatLiterals.append(format, at, literal);
            }
        }
        if (!literal.isEmpty()) {
            parts.add(new Literal(Math.max(1, at - literal.length() + 1), literal.toString()));
        }
        return parts;
    }

    private String name() {
        int start = ++at;
        if (format.charAt(at) == '{') {
            int close = format.indexOf('}', at);
            if (close <= at + 1) {
                throw FormatSyntax.error(start, "'${' without a name and '}'", "write it as in ${status}");
            }
            at = close + 1;
            return format.substring(start + 1, close);
        }
        while (at < format.length() && isName(format.charAt(at))) {
            at++;
        }
        return format.substring(start, at);
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static Directive variable(int position, String spelled, String name) {
        return switch (name) {
            case "remote_addr" -> Directive.of(position, spelled, StepKind.CLIENT, Field.CLIENT, 2, "192.0.2.10");
            case "proxy_protocol_addr", "realip_remote_addr" ->
                Directive.of(position, spelled, StepKind.CLIENT, Field.CLIENT, 1, "192.0.2.10");
            case "remote_user" -> Directive.text(position, spelled, Field.USER, 1, "-");
            case "time_local" ->
                Directive.of(position, spelled, StepKind.CLF_TIME, null, 2, "10/Oct/2025:13:55:36 +0000");
            case "time_iso8601" ->
                Directive.of(position, spelled, StepKind.ISO_TIME, null, 2, "2025-10-10T13:55:36+00:00");
            case "msec" -> Directive.of(position, spelled, StepKind.EPOCH_TIME, null, 2, "1760104536.123");
            case "request" ->
                Directive.of(position, spelled, StepKind.REQUEST, Field.TARGET, 9, "GET /index.html HTTP/1.1");
            case "request_method" -> Directive.text(position, spelled, Field.METHOD, 1, "GET");
            case "request_uri" -> Directive.text(position, spelled, Field.TARGET, 2, "/index.html?q=1");
            case "uri", "document_uri" -> Directive.text(position, spelled, Field.TARGET, 1, "/index.html");
            case "args", "query_string" -> Directive.of(position, spelled, StepKind.QUERY, Field.QUERY, 1, "q=1");
            case "server_protocol" -> Directive.text(position, spelled, Field.PROTOCOL, 1, "HTTP/1.1");
            case "status" -> Directive.of(position, spelled, StepKind.STATUS, null, 1, "200");
            case "body_bytes_sent" -> Directive.of(position, spelled, StepKind.BYTES, null, 2, "5120");
            case "bytes_sent" -> Directive.of(position, spelled, StepKind.BYTES, null, 1, "5312");
            case "request_time" -> Directive.of(position, spelled, StepKind.DURATION, null, 2, "0.015");
            case "upstream_response_time" -> Directive.of(position, spelled, StepKind.DURATION_LIST, null, 1, "0.012");
            case "host" -> Directive.of(position, spelled, StepKind.HOST, Field.HOST, 2, "www.example.com");
            case "server_name" -> Directive.of(position, spelled, StepKind.HOST, Field.HOST, 1, "www.example.com");
            case "proxy_add_x_forwarded_for" ->
                Directive.of(position, spelled, StepKind.LIST, Field.FORWARDED_FOR, 1, "203.0.113.7, 192.0.2.10");
            case "uid_got" -> Directive.of(position, spelled, StepKind.UID_GOT, null, 1, "uid=0A0B0C0D");
            case "uid_set" -> Directive.of(position, spelled, StepKind.UID_SET, null, 1, "-");
            case "is_args" -> Directive.of(position, spelled, StepKind.TEXT, null, 0, "?");
            default -> byPrefix(position, spelled, name);
        };
    }

    private static Directive byPrefix(int position, String spelled, String name) {
        if (name.startsWith("http_")) {
            return HeaderFields.request(position, spelled, name.substring(5));
        }
        if (name.startsWith("sent_http_")) {
            return HeaderFields.response(position, spelled, name.substring(10));
        }
        if (name.startsWith("cookie_")) {
            return Directive.of(position, spelled, StepKind.COOKIE, null, 1, "4f1c")
                    .withArgument(name.substring(7));
        }
        return name.startsWith("upstream_")
                ? Directive.of(position, spelled, StepKind.LIST, null, 0, "-")
                : Directive.skip(position, spelled);
    }
}
