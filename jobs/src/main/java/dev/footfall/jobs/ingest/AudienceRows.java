package dev.footfall.jobs.ingest;

import dev.footfall.privacy.TokenKind;
import dev.footfall.table.Tables;
import org.jspecify.annotations.Nullable;

/** Puts hits into {@code audience.hits}: what for which purpose is kept there is the policy's word, see {@link RowBuffer}. */
final class AudienceRows {
    private static final Columns COLUMNS = new Columns(Tables.AUDIENCE_HITS);
    private static final int BATCH = COLUMNS.of("batch");
    private static final int FILE = COLUMNS.of("file");
    private static final int DAY = COLUMNS.of("day");
    private static final int TS = COLUMNS.of("ts");
    private static final int SITE = COLUMNS.of("site");
    private static final int HOST = COLUMNS.of("host");
    private static final int PAGE = COLUMNS.of("page");
    private static final int METHOD = COLUMNS.of("method");
    private static final int STATUS = COLUMNS.of("status");
    private static final int BYTES = COLUMNS.of("bytes");
    private static final int MS = COLUMNS.of("ms");
    private static final int MIME = COLUMNS.of("mime");
    private static final int KIND = COLUMNS.of("kind");
    private static final int PAGEVIEW = COLUMNS.of("pageview");
    private static final int REFERRER = COLUMNS.of("referrer");
    private static final int MEDIUM = COLUMNS.of("medium");
    private static final int CAMPAIGN = COLUMNS.of("campaign");
    private static final int SEARCH = COLUMNS.of("search");
    private static final int COUNTRY = COLUMNS.of("country");
    private static final int REGION = COLUMNS.of("region");
    private static final int CITY = COLUMNS.of("city");
    private static final int NETWORK = COLUMNS.of("network");
    private static final int DEVICE = COLUMNS.of("device");
    private static final int OS = COLUMNS.of("os");
    private static final int AGENT = COLUMNS.of("agent");
    private static final int AGENT_VERSION = COLUMNS.of("agent_version");
    private static final int LANGUAGE = COLUMNS.of("language");
    private static final int AGENT_CLASS = COLUMNS.of("agent_class");
    private static final int SIGNED_IN = COLUMNS.of("signed_in");
    private static final int COOKIE_STATE = COLUMNS.of("cookie_state");
    private static final int PREFERENCES = COLUMNS.of("preferences");
    private static final int OPT_OUT = COLUMNS.of("opt_out");
    private static final int PERSON = COLUMNS.of("person");
    private static final int BROWSER = COLUMNS.of("browser");
    private static final int DEVICE_DAY = COLUMNS.of("device_day");
    private static final int PLACE_DAY = COLUMNS.of("place_day");

    /** Tokens of pairs of address and agent that are remembered. */
    private static final int DEVICES = 1 << 15;

    private final TableWriter out;
    private final Tokens tokens;
    private final Cell batch;
    private final long[] devicePairs = new long[DEVICES];
    private final @Nullable Token[] devices = new Token[DEVICES];

    AudienceRows(TableWriter out, Tokens tokens, Cell batch) {
        this.out = out;
        this.tokens = tokens;
        this.batch = batch;
    }

    void add(Hit hit, Cell file) {
        RowBuffer row = out.begin(hit.day);
        row.set(BATCH, batch);
        row.set(FILE, file);
        row.set(DAY, hit.day);
        row.set(TS, hit.epochMillis * 1000);
        row.set(SITE, hit.host.siteCell);
        row.set(HOST, hit.host.nameCell);
        request(row, hit);
        origin(row, hit);
        agent(row, hit);
        identity(row, hit);
        out.end();
    }

    private static void request(RowBuffer row, Hit hit) {
        row.set(PAGE, hit.target.pageCell);
        row.set(METHOD, hit.method);
        if (hit.status >= 0) {
            row.set(STATUS, hit.status);
        }
        if (hit.bytes >= 0) {
            row.set(BYTES, hit.bytes);
        }
        if (hit.millis >= 0) {
            row.set(MS, Math.min(hit.millis, Integer.MAX_VALUE));
        }
        row.set(MIME, hit.mime);
        row.set(KIND, hit.target.kind);
        row.set(PAGEVIEW, hit.pageview);
        row.set(CAMPAIGN, hit.target.campaign);
        row.set(SEARCH, hit.target.search);
    }

    private static void origin(RowBuffer row, Hit hit) {
        row.set(REFERRER, hit.referrerSite);
        row.set(MEDIUM, hit.medium);
        row.set(COUNTRY, hit.client.where.country);
        row.set(REGION, hit.client.where.region);
        row.set(CITY, hit.client.where.city);
        row.set(NETWORK, hit.client.net.operator);
    }

    private static void agent(RowBuffer row, Hit hit) {
        Hit.AgentEntry agent = hit.agent;
        row.set(DEVICE, agent.device);
        row.set(OS, agent.os);
        row.set(AGENT, agent.name);
        if (agent.agent.majorVersion() >= 0) {
            row.set(AGENT_VERSION, agent.agent.majorVersion());
        }
        row.set(LANGUAGE, hit.language);
        row.set(AGENT_CLASS, agent.agentClass);
    }

    private void identity(RowBuffer row, Hit hit) {
        row.set(SIGNED_IN, hit.signedIn);
        row.set(COOKIE_STATE, hit.cookieState);
        row.set(PREFERENCES, hit.preferences);
        row.set(OPT_OUT, hit.optOut);
        if (hit.account != null && row.keeps(PERSON)) {
            row.set(PERSON, tokens.token(TokenKind.PERSON, hit.day, hit.account.audience, hit.account.canonical));
        }
        if (hit.browser != null && row.keeps(BROWSER)) {
            row.set(BROWSER, tokens.token(TokenKind.BROWSER, hit.day, hit.browser.audience, hit.browser.canonical));
        }
        byte[] identity = hit.client.identity;
        if (identity != null) {
            if (row.keeps(DEVICE_DAY)) {
                row.set(DEVICE_DAY, device(hit, identity));
            }
            if (row.keeps(PLACE_DAY)) {
                row.set(PLACE_DAY, tokens.token(TokenKind.PLACE_DAY, hit.day, hit.client.placeDay, identity));
            }
        }
    }

    private Token device(Hit hit, byte[] identity) {
        Token last = hit.client.device;
        if (hit.client.deviceAgent != hit.agent.id || last.epoch != hit.day) {
            Token token = remembered(hit, identity);
            last.set(token);
            hit.client.deviceAgent = hit.agent.id;
        }
        return last;
    }

    /** For clients with many agents. */
    private Token remembered(Hit hit, byte[] identity) {
        long pair = (long) hit.client.id << Integer.SIZE | hit.agent.id;
        int slot = (int) ((pair * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - 15));
        Token token = devices[slot];
        if (token == null) {
            token = new Token();
            devices[slot] = token;
        }
        if (devicePairs[slot] != pair || token.epoch != hit.day) {
            byte[] agent = hit.agent.canonical == null ? new byte[0] : hit.agent.canonical;
            tokens.token(TokenKind.DEVICE_DAY, hit.day, token, identity, agent);
            devicePairs[slot] = pair;
        }
        return token;
    }
}
