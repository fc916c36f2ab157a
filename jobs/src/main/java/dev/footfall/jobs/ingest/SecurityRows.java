package dev.footfall.jobs.ingest;

import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.Form;
import dev.footfall.table.Tables;

/** Puts hits into {@code security.hits}. */
final class SecurityRows {
    private static final Columns COLUMNS = new Columns(Tables.SECURITY_HITS);
    private static final int BATCH = COLUMNS.of("batch");
    private static final int FILE = COLUMNS.of("file");
    private static final int DAY = COLUMNS.of("day");
    private static final int TS = COLUMNS.of("ts");
    private static final int SITE = COLUMNS.of("site");
    private static final int HOST = COLUMNS.of("host");
    private static final int PATH = COLUMNS.of("path");
    private static final int METHOD = COLUMNS.of("method");
    private static final int STATUS = COLUMNS.of("status");
    private static final int SIZE_BUCKET = COLUMNS.of("size_bucket");
    private static final int MS_BUCKET = COLUMNS.of("ms_bucket");
    private static final int ATTACK = COLUMNS.of("attack");
    private static final int EVENT = COLUMNS.of("event");
    private static final int IP = COLUMNS.of("ip");
    private static final int NET = COLUMNS.of("net");
    private static final int ACCOUNT = COLUMNS.of("account");
    private static final int SESSION = COLUMNS.of("session");
    private static final int BROWSER = COLUMNS.of("browser");
    private static final int AGENT_TOKEN = COLUMNS.of("agent_token");
    private static final int COUNTRY = COLUMNS.of("country");
    private static final int LATITUDE = COLUMNS.of("latitude");
    private static final int LONGITUDE = COLUMNS.of("longitude");
    private static final int ASN = COLUMNS.of("asn");
    private static final int AGENT_CLASS = COLUMNS.of("agent_class");

    private final TableWriter out;
    private final Tokens tokens;
    private final Cell batch;

    SecurityRows(TableWriter out, Tokens tokens, Cell batch) {
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
        row.set(PATH, hit.target.template);
        row.set(METHOD, hit.method);
        if (hit.status >= 0) {
            row.set(STATUS, hit.status);
        }
        if (hit.bytes >= 0) {
            row.set(SIZE_BUCKET, Math.min(hit.bytes, Integer.MAX_VALUE));
        }
        if (hit.millis >= 0) {
            row.set(MS_BUCKET, Math.min(hit.millis, Integer.MAX_VALUE));
        }
        row.set(ATTACK, hit.attack);
        row.set(EVENT, hit.event);
        row.set(AGENT_CLASS, hit.agent.agentClass);
        place(row, hit);
        client(row, hit);
        identity(row, hit);
        out.end();
    }

    private static void place(RowBuffer row, Hit hit) {
        row.set(COUNTRY, hit.client.where.country);
        if (hit.client.where.place.hasPosition()) {
            row.set(LATITUDE, degrees(hit.client.where.place.latitude()));
            row.set(LONGITUDE, degrees(hit.client.where.place.longitude()));
        }
        if (hit.client.net.asn > 0) {
            row.set(ASN, hit.client.net.asn);
        }
    }

    /** Whole degrees, about 100 km: enough to tell impossible travel, too coarse for a home. */
    private static long degrees(float exact) {
        return Float.floatToIntBits((float) Math.rint(exact));
    }

    private void client(RowBuffer row, Hit hit) {
        byte[] address = hit.client.address;
        if (address == null) {
            return;
        }
        if (row.form(IP) == Form.ENCRYPT) {
            row.set(IP, tokens.encrypted(hit.day, hit.client.ip, Identifiers.mapped(address)));
        } else if (row.keeps(IP)) {
            row.set(IP, tokens.token(TokenKind.IP, hit.day, hit.client.ip, address));
        }
        if (row.keeps(NET)) {
            row.set(NET, tokens.token(TokenKind.NET, hit.day, hit.client.netToken, Identifiers.net(address)));
        }
    }

    private void identity(RowBuffer row, Hit hit) {
        if (hit.account != null && row.keeps(ACCOUNT)) {
            row.set(ACCOUNT, tokens.token(TokenKind.ACCOUNT, hit.day, hit.account.security, hit.account.canonical));
        }
        if (hit.session != null && row.keeps(SESSION)) {
            row.set(SESSION, tokens.token(TokenKind.SESSION, hit.day, hit.session.security, hit.session.canonical));
        }
        if (hit.browser != null && row.keeps(BROWSER)) {
            row.set(
                    BROWSER,
                    tokens.token(TokenKind.SECURITY_BROWSER, hit.day, hit.browser.security, hit.browser.canonical));
        }
        byte[] agent = hit.agent.canonical;
        if (agent != null && row.keeps(AGENT_TOKEN)) {
            row.set(AGENT_TOKEN, tokens.token(TokenKind.AGENT, hit.day, hit.agent.token, agent));
        }
    }
}
