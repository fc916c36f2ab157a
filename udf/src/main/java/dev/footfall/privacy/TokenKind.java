package dev.footfall.privacy;

import dev.footfall.table.Vault;
import java.util.Optional;

/**
 * What a key is for. Every kind has keys of its own, so that a token of one kind, vault or epoch says nothing about a
 * token of another.
 */
public enum TokenKind {
    /** Account, in the audience vault. */
    PERSON(Vault.AUDIENCE, "person", EpochKind.MONTH, Cipher.HMAC),
    /** First-party cookie, in the audience vault. */
    BROWSER(Vault.AUDIENCE, "browser", EpochKind.MONTH, Cipher.HMAC),
    /** Address and agent, for one day. */
    DEVICE_DAY(Vault.AUDIENCE, "device_day", EpochKind.DAY, Cipher.HMAC),
    /** Address, for one day. */
    PLACE_DAY(Vault.AUDIENCE, "place_day", EpochKind.DAY, Cipher.HMAC),
    /** File ids in the audience vault. */
    AUDIENCE_FILE(Vault.AUDIENCE, "file", EpochKind.ALWAYS, Cipher.HMAC),

    /** Address, when the rule of {@code security.hits.ip} says {@code token}. */
    IP(Vault.SECURITY, "ip", EpochKind.QUARTER, Cipher.HMAC),
    /** Address, when the rule of {@code security.hits.ip} says {@code encrypt}: reversible while the key lives. */
    IP_CRYPT(Vault.SECURITY, "ip_crypt", EpochKind.QUARTER, Cipher.IPCRYPT),
    /** Address cut to /24 or /48. */
    NET(Vault.SECURITY, "net", EpochKind.QUARTER, Cipher.HMAC),
    /** Account, in the security vault. */
    ACCOUNT(Vault.SECURITY, "account", EpochKind.QUARTER, Cipher.HMAC),
    /** Session cookie. */
    SESSION(Vault.SECURITY, "session", EpochKind.QUARTER, Cipher.HMAC),
    /** First-party cookie, in the security vault. */
    SECURITY_BROWSER(Vault.SECURITY, "browser", EpochKind.QUARTER, Cipher.HMAC),
    /** User-Agent. */
    AGENT(Vault.SECURITY, "agent_token", EpochKind.QUARTER, Cipher.HMAC),
    /** File ids in the security vault. */
    SECURITY_FILE(Vault.SECURITY, "file", EpochKind.ALWAYS, Cipher.HMAC),

    /** Address, before it enters a sketch of distinct addresses. */
    ADDRESS_SKETCH(Vault.NETWORK, "addresses", EpochKind.MONTH, Cipher.HMAC),
    /** File ids in the network vault. */
    NETWORK_FILE(Vault.NETWORK, "file", EpochKind.ALWAYS, Cipher.HMAC),

    /** Lines that did not parse. */
    QUARANTINE(Vault.INGEST, "quarantine", EpochKind.MONTH, Cipher.AEAD),
    /** File ids in the tables of the program's own accounts. */
    INGEST_FILE(Vault.INGEST, "file", EpochKind.ALWAYS, Cipher.HMAC),
    /** Digests of blocks of content, by which a file is known again. */
    DIGEST(Vault.INGEST, "digest", EpochKind.ALWAYS, Cipher.HMAC),
    /** Identifiers that were erased or opted out. */
    SUPPRESSION(Vault.INGEST, "suppression", EpochKind.ALWAYS, Cipher.HMAC),
    /** The keys of cases, which are encrypted under it. */
    HOLD(Vault.INGEST, "hold", EpochKind.ALWAYS, Cipher.AEAD),
    /** Seals of the ledger, and digests in it of what was looked for and handed out. */
    LEDGER(Vault.INGEST, "ledger", EpochKind.ALWAYS, Cipher.HMAC);

    /** What is done with a key. */
    enum Cipher {
        HMAC,
        IPCRYPT,
        AEAD
    }

    private final Vault vault;
    private final String label;
    private final EpochKind epochKind;
    private final Cipher cipher;

    TokenKind(Vault vault, String label, EpochKind epochKind, Cipher cipher) {
        this.vault = vault;
        this.label = label;
        this.epochKind = epochKind;
        this.cipher = cipher;
    }

    /** The kind by which file ids of a vault are made. */
    public static TokenKind file(Vault vault) {
        return switch (vault) {
            case AUDIENCE -> AUDIENCE_FILE;
            case SECURITY -> SECURITY_FILE;
            case NETWORK -> NETWORK_FILE;
            case INGEST -> INGEST_FILE;
        };
    }

    /** The kind with that vault and label. */
    public static Optional<TokenKind> of(String vaultLabel, String label) {
        for (TokenKind kind : values()) {
            if (kind.vault.label().equals(vaultLabel) && kind.label.equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The vault whose tables hold such tokens. */
    public Vault vault() {
        return vault;
    }

    /** Name of the directory of its keys; unique within the vault. */
    public String label() {
        return label;
    }

    /** The usual epoch; a policy may set another one for those that follow their vault's purposes. */
    public EpochKind epochKind() {
        return epochKind;
    }

    /** The column that is made with its keys, such as {@code audience.hits.browser}; empty when there is none. */
    String column() {
        return switch (this) {
            case PERSON, BROWSER, DEVICE_DAY, PLACE_DAY, AUDIENCE_FILE -> "audience.hits." + label;
            case IP_CRYPT -> "security.hits.ip";
            case IP, NET, ACCOUNT, SESSION, SECURITY_BROWSER, AGENT, SECURITY_FILE -> "security.hits." + label;
            case ADDRESS_SKETCH, NETWORK_FILE -> "network.hourly." + label;
            case QUARANTINE -> "ingest.quarantine.line";
            case INGEST_FILE -> "ingest.files." + label;
            case DIGEST -> "ingest.files.digests";
            case SUPPRESSION, HOLD, LEDGER -> "";
        };
    }

    Cipher cipher() {
        return cipher;
    }
}
