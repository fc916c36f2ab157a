package dev.footfall.table;

import static dev.footfall.table.ColumnType.BINARY;
import static dev.footfall.table.ColumnType.BOOLEAN;
import static dev.footfall.table.ColumnType.DATE;
import static dev.footfall.table.ColumnType.FLOAT;
import static dev.footfall.table.ColumnType.INT;
import static dev.footfall.table.ColumnType.INT_LIST;
import static dev.footfall.table.ColumnType.LONG;
import static dev.footfall.table.ColumnType.STRING;
import static dev.footfall.table.ColumnType.TIMESTAMP;
import static dev.footfall.table.ColumnType.TOKEN;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables of a warehouse. */
public final class Tables {
    /** One row a hit, for the purposes geography, audience, research and analytics. */
    public static final TableSpec AUDIENCE_HITS = new TableSpec(
            Vault.AUDIENCE,
            "hits",
            "one row a hit: what was asked for, from where, with which kind of agent",
            List.of(
                    account("batch", STRING, "batch that wrote the row"),
                    account("file", STRING, "keyed id of the file the line came from"),
                    account("day", DATE, "site-local day; partition"),
                    time("ts", "instant of the request"),
                    kept("site", STRING, "site, as configured"),
                    kept("host", STRING, "host name asked for"),
                    derived("page", STRING, "normalised path with the query keys that the policy allows"),
                    kept("method", STRING, "HTTP method"),
                    kept("status", INT, "HTTP status"),
                    number("bytes", LONG, "bytes of the response"),
                    number("ms", INT, "milliseconds the response took"),
                    derived("mime", STRING, "content type without parameters"),
                    derived("kind", STRING, "page, asset, api, feed, prefetch, download or other"),
                    derived("pageview", BOOLEAN, "whether the hit showed a person a page"),
                    derived("referrer", STRING, "referring site; null for none and for the site itself"),
                    derived("medium", STRING, "direct, internal, search, social, email, paid or referral"),
                    derived("campaign", STRING, "campaign, from utm_campaign and its like"),
                    derived("search", STRING, "search term when the search was on the site itself"),
                    derived("country", STRING, "ISO 3166-1 code, or unknown"),
                    derived("region", STRING, "region within the country"),
                    derived("city", STRING, "city"),
                    derived("network", STRING, "name of the network operator"),
                    derived("device", STRING, "desktop, mobile, tablet, tv, bot or unknown"),
                    derived("os", STRING, "operating system"),
                    derived("agent", STRING, "name of the browser or program"),
                    derived("agent_version", INT, "its major version"),
                    derived("language", STRING, "first language asked for"),
                    derived("agent_class", STRING, "human, declared-bot, suspected-bot or tool"),
                    derived("signed_in", BOOLEAN, "whether an account was signed in"),
                    derived("cookie_state", STRING, "returned, issued or absent"),
                    derived("preferences", STRING, "values of preference cookies on the allowlist, name=value;…"),
                    derived("opt_out", BOOLEAN, "whether the browser asked not to be followed"),
                    token("person", "account"),
                    token("browser", "first-party cookie"),
                    token("device_day", "address and agent, for one day"),
                    token("place_day", "address, for one day")));

    /** One row a hit, for the purposes access and abuse. */
    public static final TableSpec SECURITY_HITS = new TableSpec(
            Vault.SECURITY,
            "hits",
            "one row a hit: who tried what, with what success",
            List.of(
                    account("batch", STRING, "batch that wrote the row"),
                    account("file", STRING, "keyed id of the file the line came from"),
                    account("day", DATE, "site-local day; partition"),
                    time("ts", "instant of the request"),
                    kept("site", STRING, "site, as configured"),
                    kept("host", STRING, "host name asked for"),
                    derived("path", STRING, "path template: numbers, ids and rare parts replaced"),
                    kept("method", STRING, "HTTP method"),
                    kept("status", INT, "HTTP status"),
                    bucket("size_bucket", "bytes of the response, rounded down to a power of two"),
                    bucket("ms_bucket", "milliseconds, rounded down to a power of two"),
                    derived("attack", STRING, "attack tags found while parsing, separated by commas"),
                    derived("event", STRING, "sign-in, sign-up, sign-out, checkout, account or password"),
                    new ColumnSpec(
                            "ip",
                            TOKEN,
                            Set.of(Form.ENCRYPT, Form.TOKEN, Form.DROP),
                            "address; reversible while its key lives when the form is encrypt"),
                    token("net", "address cut to /24 or /48"),
                    token("account", "account"),
                    token("session", "session cookie"),
                    token("browser", "first-party cookie"),
                    token("agent_token", "User-Agent"),
                    derived("country", STRING, "ISO 3166-1 code, or unknown"),
                    new ColumnSpec("latitude", FLOAT, Set.of(Form.TRUNCATE, Form.DROP), "latitude in whole degrees"),
                    new ColumnSpec("longitude", FLOAT, Set.of(Form.TRUNCATE, Form.DROP), "longitude in whole degrees"),
                    derived("asn", LONG, "autonomous system number"),
                    derived("agent_class", STRING, "human, declared-bot, suspected-bot or tool")));

    /** Partial counts by hour and network, for the purpose diagnose; readers add the rows of a key up. */
    public static final TableSpec NETWORK_HOURLY = new TableSpec(
            Vault.NETWORK,
            "hourly",
            "counts by hour and network; rows of one key are partial and add up",
            List.of(
                    account("batch", STRING, "batch that wrote the row"),
                    account("file", STRING, "keyed id of the file the lines came from"),
                    account("day", DATE, "site-local day; partition"),
                    kept("hour", INT, "site-local hour, 0 to 23"),
                    kept("site", STRING, "site, as configured"),
                    kept("host", STRING, "host name asked for"),
                    derived("prefix", STRING, "announced prefix of the client's network"),
                    derived("asn", LONG, "autonomous system number"),
                    derived("network", STRING, "named client network, else the operator's name"),
                    kept("hits", LONG, "hits"),
                    kept("informational", LONG, "hits with status 1xx"),
                    kept("ok", LONG, "hits with status 2xx"),
                    kept("redirects", LONG, "hits with status 3xx"),
                    kept("client_errors", LONG, "hits with status 4xx"),
                    kept("server_errors", LONG, "hits with status 5xx"),
                    kept("timeouts", LONG, "hits with status 408 or 504"),
                    kept("resets", LONG, "hits with status 499 or 460: the client went away"),
                    kept("bytes", LONG, "bytes of the responses"),
                    derived("latency", INT_LIST, "hits per latency bucket; bucket i holds [2^(i/2), 2^((i+1)/2)) ms"),
                    new ColumnSpec(
                            "addresses",
                            BINARY,
                            Set.of(Form.TOKEN, Form.DROP),
                            "HLL sketch over tokens of the addresses, key new each month")));

    /** Lines that did not parse. */
    public static final TableSpec QUARANTINE = new TableSpec(
            Vault.INGEST,
            "quarantine",
            "lines that did not parse, encrypted, with reason, file and offset",
            List.of(
                    account("batch", STRING, "batch that wrote the row"),
                    account("file", STRING, "keyed id of the file the line came from"),
                    account("day", DATE, "day of ingest; partition"),
                    kept("site", STRING, "site, as configured"),
                    kept("name", STRING, "name of the file, without its directories"),
                    kept("byte_offset", LONG, "first byte of the line in the decompressed file"),
                    kept("length", LONG, "bytes of the line"),
                    kept("format", STRING, "format by which it was read"),
                    kept("reason", STRING, "why it was set aside"),
                    new ColumnSpec(
                            "line", BINARY, Set.of(Form.ENCRYPT, Form.DROP), "the line's first 64 KiB, encrypted")));

    /** One row for each file or grown part of a file that a batch took. */
    public static final TableSpec FILES = new TableSpec(
            Vault.INGEST,
            "files",
            "what each file gave: lines, hits, quarantined, duplicates, ignored",
            List.of(
                    account("batch", STRING, "batch that wrote the row"),
                    account("file", STRING, "keyed id of the file"),
                    account("day", DATE, "day of ingest; partition"),
                    kept("site", STRING, "site, as configured"),
                    kept("name", STRING, "name of the file, without its directories"),
                    kept("format", STRING, "format by which it was read"),
                    kept("from_byte", LONG, "first byte taken, of the decompressed content"),
                    kept("to_byte", LONG, "byte after the last one taken"),
                    kept("lines", LONG, "lines of the file"),
                    kept("hits", LONG, "lines that parsed"),
                    kept("quarantined", LONG, "lines that did not"),
                    kept("duplicates", LONG, "lines that an earlier batch took"),
                    kept("ignored", LONG, "blank lines and directives"),
                    kept("reasons", STRING, "quarantined lines by reason, as JSON"),
                    kept("parser_state", STRING, "what the parser remembers at the end"),
                    kept("digests", BINARY, "keyed digests of the content's blocks"),
                    kept("follows", STRING, "keyed id of the part that an earlier batch took, where this one goes on"),
                    kept("late", LONG, "hits without tokens: a key of their epoch was destroyed before they came"),
                    kept("withheld", LONG, "hits of visitors who were erased before, which are not stored")));

    /** One row a batch. */
    public static final TableSpec BATCHES = new TableSpec(
            Vault.INGEST,
            "batches",
            "what each batch took, with the versions of policy, databases and code",
            List.of(
                    account("batch", STRING, "batch, a sortable id"),
                    account("day", DATE, "day of ingest; partition"),
                    account("ts", TIMESTAMP, "when it was planned"),
                    kept("files", LONG, "files taken"),
                    kept("lines", LONG, "lines"),
                    kept("hits", LONG, "hits"),
                    kept("quarantined", LONG, "lines set aside"),
                    kept("duplicates", LONG, "lines taken before"),
                    kept("ignored", LONG, "blank lines and directives"),
                    kept("first_day", DATE, "first site-local day touched"),
                    kept("last_day", DATE, "last site-local day touched"),
                    kept("policy", STRING, "version of the policy"),
                    kept("city_database", STRING, "type and build date of the city database"),
                    kept("asn_database", STRING, "type and build date of the ASN database"),
                    kept("code", STRING, "version of the program"),
                    kept("seconds", FLOAT, "time the batch took"),
                    kept("policy_digest", STRING, "digest of the policy file"),
                    kept("rules", STRING, "digest of the bundled rules for agents, referrers and attacks"),
                    kept("configuration", STRING, "digest of the settings that decide about rows"),
                    kept("late", LONG, "hits without tokens: a key of their epoch was destroyed before they came"),
                    kept("withheld", LONG, "hits of visitors who were erased before, which are not stored")));

    /** What a batch lost after it was taken: one row for each table. */
    public static final TableSpec ADJUSTMENTS = new TableSpec(
            Vault.INGEST,
            "adjustments",
            "rows that batches lost later, by undo, replacement or replay",
            List.of(
                    account("batch", STRING, "what took the rows away: a batch or an undo, a sortable id"),
                    account("day", DATE, "day on which they went; partition"),
                    account("ts", TIMESTAMP, "when it was planned"),
                    account("kind", STRING, "undo, again, replay, retain or erase"),
                    account("of_batch", STRING, "batch that had written the rows"),
                    account("table_name", STRING, "table that they went from"),
                    account("row_count", LONG, "how many went")));

    /** Every table. */
    public static final List<TableSpec> ALL =
            List.of(AUDIENCE_HITS, SECURITY_HITS, NETWORK_HOURLY, QUARANTINE, FILES, BATCHES, ADJUSTMENTS);

    private Tables() {}

    /** The table of that full name. */
    public static Optional<TableSpec> named(String fullName) {
        return ALL.stream().filter(t -> t.fullName().equals(fullName)).findFirst();
    }

    private static ColumnSpec account(String name, ColumnType type, String description) {
        return new ColumnSpec(name, type, Set.of(Form.KEEP, Form.DERIVE), description);
    }

    private static ColumnSpec time(String name, String description) {
        return new ColumnSpec(name, TIMESTAMP, Set.of(Form.KEEP, Form.TRUNCATE), description);
    }

    private static ColumnSpec kept(String name, ColumnType type, String description) {
        return new ColumnSpec(name, type, Set.of(Form.KEEP, Form.DROP), description);
    }

    private static ColumnSpec derived(String name, ColumnType type, String description) {
        return new ColumnSpec(name, type, Set.of(Form.DERIVE, Form.DROP), description);
    }

    private static ColumnSpec number(String name, ColumnType type, String description) {
        return new ColumnSpec(name, type, Set.of(Form.KEEP, Form.BUCKET, Form.DROP), description);
    }

    private static ColumnSpec bucket(String name, String description) {
        return new ColumnSpec(name, INT, Set.of(Form.BUCKET, Form.DROP), description);
    }

    private static ColumnSpec token(String name, String of) {
        return new ColumnSpec(name, TOKEN, Set.of(Form.TOKEN, Form.DROP), "token: " + of);
    }
}
