package dev.footfall.jobs.ingest;

import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.IpCrypt;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.TokenKind;
import dev.footfall.privacy.Tokenizer;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens for one task, with the key of the day's epoch; each identifier's last token is remembered with it. Where the
 * key was destroyed there is none, see {@link Token#isNone}.
 */
final class Tokens {
    private static final class Current {
        int from = Integer.MAX_VALUE;
        int to = Integer.MIN_VALUE;

        /** {@code null} for a destroyed key, and where addresses are encrypted. */
        @Nullable
        Tokenizer tokenizer;

        /** {@code null} for a destroyed key, and where tokens are made. */
        @Nullable
        IpCrypt crypt;

        final Map<Integer, Current> known = new HashMap<>();
    }

    private final KeyStore keys;
    private final Rules rules;
    private final byte[] bytes = new byte[Tokenizer.BYTES];
    private final EnumMap<TokenKind, Current> current = new EnumMap<>(TokenKind.class);

    Tokens(KeyStore keys, Rules rules) {
        this.keys = keys;
        this.rules = rules;
        for (TokenKind kind : TokenKind.values()) {
            current.put(kind, new Current());
        }
    }

    /** Makes {@code last} the token of an identifier of which it was the last one, and gives it. */
    Token token(TokenKind kind, int day, Token last, byte[] identifier) {
        Current epoch = epoch(kind, day);
        if (last.epoch != epoch.from) {
            Tokenizer tokenizer = epoch.tokenizer;
            if (tokenizer == null) {
                last.setNone(epoch.from);
            } else {
                tokenizer.token(identifier, 0, identifier.length, bytes);
                last.set(bytes, epoch.from);
            }
        }
        return last;
    }

    /** Makes {@code token} that of two identifiers, whatever it was. */
    void token(TokenKind kind, int day, Token token, byte[] first, byte[] second) {
        Current epoch = epoch(kind, day);
        Tokenizer tokenizer = epoch.tokenizer;
        if (tokenizer == null) {
            token.setNone(epoch.from);
        } else {
            token.set(tokenizer.token(first, second), epoch.from);
        }
    }

    /** Makes {@code last} an address encrypted by the key of the day's epoch, and gives it. */
    Token encrypted(int day, Token last, byte[] mappedAddress) {
        Current epoch = epoch(TokenKind.IP_CRYPT, day);
        if (last.epoch != epoch.from) {
            IpCrypt crypt = epoch.crypt;
            if (crypt == null) {
                last.setNone(epoch.from);
            } else {
                last.set(crypt.encrypt(mappedAddress), epoch.from);
            }
        }
        return last;
    }

    /** Whether the key of a day's epoch lives; made first if need be. */
    boolean live(TokenKind kind, int day) {
        Current epoch = epoch(kind, day);
        return epoch.tokenizer != null || epoch.crypt != null;
    }

    /** Whether hits of a day come late: a key of theirs was destroyed. Looks at the disk and makes no key. */
    boolean late(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        CompiledPolicy policy = rules.on(day).policy;
        return policy.kindsOfHits().stream()
                .anyMatch(kind -> keys.destroyed(kind, policy.epoch(kind).of(date)));
    }

    private Current epoch(TokenKind kind, int day) {
        Current last = current.get(kind);
        if (last.from <= day && day < last.to) {
            return last;
        }
        return enter(kind, day, last);
    }

    private Current enter(TokenKind kind, int day, Current last) {
        DayRules holding = rules.on(day);
        Epoch epoch = holding.policy.epoch(kind).of(LocalDate.ofEpochDay(day));
        // Two versions of the policy may have epochs that begin on one day and have different keys.
        int from = Math.max((int) epoch.first().toEpochDay(), holding.from);
        Current known = last.known.get(from);
        if (known == null) {
            known = new Current();
            known.from = from;
            known.to = Math.min(
                    holding.until, epoch.end().map(d -> (int) d.toEpochDay()).orElse(Integer.MAX_VALUE));
            if (kind == TokenKind.IP_CRYPT) {
                known.crypt = keys.livingIpcrypt(epoch).orElse(null);
            } else {
                known.tokenizer = keys.livingTokenizer(kind, epoch).orElse(null);
            }
            last.known.put(from, known);
        }
        last.from = known.from;
        last.to = known.to;
        last.tokenizer = known.tokenizer;
        last.crypt = known.crypt;
        return last;
    }
}
