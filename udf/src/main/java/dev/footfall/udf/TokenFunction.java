package dev.footfall.udf;

import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.TokenKind;
import dev.footfall.privacy.Tokenizer;
import dev.footfall.text.NearestName;
import java.sql.Date;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.api.java.UDF3;
import org.jspecify.annotations.Nullable;

/**
 * {@code footfall_token(kind, day, value)}: the 16 bytes by which an identifier stands in a vault on a day, to find its rows.
 *
 * <p>The kind is written {@code vault.column}: {@code audience.person}, {@code audience.browser},
 * {@code audience.place_day}, {@code security.ip}, {@code security.net}, {@code security.account},
 * {@code security.session}, {@code security.browser} or {@code security.agent_token}. Null when a value is null, the
 * day's key was destroyed or never made, or the value is no address where one is asked for. Never makes a key.
 */
public final class TokenFunction
        implements UDF3<@Nullable String, @Nullable Date, @Nullable String, byte @Nullable []> {
    private static final long serialVersionUID = 1L;

    private static final List<TokenKind> KINDS = List.of(
            TokenKind.PERSON,
            TokenKind.BROWSER,
            TokenKind.PLACE_DAY,
            TokenKind.IP,
            TokenKind.NET,
            TokenKind.ACCOUNT,
            TokenKind.SESSION,
            TokenKind.SECURITY_BROWSER,
            TokenKind.AGENT);

    private final String keys;

    /** @param keys directory of the keys */
    public TokenFunction(String keys) {
        this.keys = keys;
    }

    /** @throws IllegalArgumentException when there is no such kind */
    @Override
    public byte @Nullable [] call(@Nullable String kind, @Nullable Date day, @Nullable String value) {
        if (kind == null || day == null || value == null) {
            return null;
        }
        TokenKind wanted = kind(kind);
        KeyStore store = Opened.keys(keys);
        Epoch epoch = wanted.epochKind().of(day.toLocalDate());
        Optional<byte[]> identifier = canonical(wanted, value);
        // A tokenizer is of one thread, so each call has its own; the store keeps the key.
        Optional<Tokenizer> tokenizer = store.existing(wanted, epoch);
        return identifier.isEmpty() || tokenizer.isEmpty()
                ? null
                : tokenizer.get().token(identifier.get());
    }

    private static TokenKind kind(String name) {
        List<String> names = KINDS.stream().map(TokenFunction::name).toList();
        int at = names.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException("there is no kind of token '" + name + "': "
                    + NearestName.of(name, names)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("choose from " + String.join(", ", names)));
        }
        return KINDS.get(at);
    }

    private static String name(TokenKind kind) {
        return kind.vault().label() + "." + kind.label();
    }

    private static Optional<byte[]> canonical(TokenKind kind, String value) {
        return switch (kind) {
            case PERSON, ACCOUNT -> Optional.of(Identifiers.account(value));
            case BROWSER, SECURITY_BROWSER, SESSION -> Optional.of(Identifiers.cookie(value));
            case PLACE_DAY, IP -> Identifiers.address(value);
            case NET -> Identifiers.address(value).map(Identifiers::net);
            case AGENT -> Optional.of(Identifiers.agent(value));
            case DEVICE_DAY,
                    AUDIENCE_FILE,
                    IP_CRYPT,
                    SECURITY_FILE,
                    ADDRESS_SKETCH,
                    NETWORK_FILE,
                    QUARANTINE,
                    INGEST_FILE,
                    DIGEST,
                    SUPPRESSION,
                    HOLD,
                    LEDGER -> throw new IllegalArgumentException(kind + " is no identifier of one value");
        };
    }
}
