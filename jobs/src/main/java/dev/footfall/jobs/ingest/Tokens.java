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

/** Makes tokens for one task, with the key of the day's epoch; each identifier's last token is remembered with it. */
final class Tokens {
    private static final class Current {
        int from = Integer.MAX_VALUE;
        int to = Integer.MIN_VALUE;

        @Nullable
        Tokenizer tokenizer;

        @Nullable
        IpCrypt crypt;

        final Map<Integer, Current> known = new HashMap<>();
    }

    private final KeyStore keys;
    private final CompiledPolicy policy;
    private final EnumMap<TokenKind, Current> current = new EnumMap<>(TokenKind.class);

    Tokens(KeyStore keys, CompiledPolicy policy) {
        this.keys = keys;
        this.policy = policy;
        for (TokenKind kind : TokenKind.values()) {
            current.put(kind, new Current());
        }
    }

    /** The token of {@code parts}' first element, from the slot when it is of the day's epoch. */
    Cell token(TokenKind kind, int day, Hit.Slot slot, byte[] identifier) {
        Current epoch = epoch(kind, day);
        Cell token = slot.token;
        if (slot.epoch != epoch.from || token == null) {
            byte[] out = new byte[Tokenizer.BYTES];
            tokenizer(epoch).token(identifier, 0, identifier.length, out);
            token = Cell.of(out);
            slot.token = token;
            slot.epoch = epoch.from;
        }
        return token;
    }

    /** A token over two identifiers, without a slot. */
    Cell token(TokenKind kind, int day, byte[] first, byte[] second) {
        return Cell.of(tokenizer(epoch(kind, day)).token(first, second));
    }

    /** An address encrypted by the key of the day's epoch. */
    Cell encrypted(int day, Hit.Slot slot, byte[] mappedAddress) {
        Current epoch = epoch(TokenKind.IP_CRYPT, day);
        Cell token = slot.token;
        if (slot.epoch != epoch.from || token == null) {
            IpCrypt crypt = epoch.crypt;
            if (crypt == null) {
                throw new IllegalStateException("no cipher for " + TokenKind.IP_CRYPT);
            }
            token = Cell.of(crypt.encrypt(mappedAddress));
            slot.token = token;
            slot.epoch = epoch.from;
        }
        return token;
    }

    private static Tokenizer tokenizer(Current epoch) {
        Tokenizer tokenizer = epoch.tokenizer;
        if (tokenizer == null) {
            throw new IllegalStateException("this kind of key makes no tokens");
        }
        return tokenizer;
    }

    private Current epoch(TokenKind kind, int day) {
        Current last = current.get(kind);
        if (last.from <= day && day < last.to) {
            return last;
        }
        return enter(kind, day, last);
    }

    private Current enter(TokenKind kind, int day, Current last) {
        Epoch epoch = policy.epoch(kind).of(LocalDate.ofEpochDay(day));
        int from = (int) epoch.first().toEpochDay();
        Current known = last.known.get(from);
        if (known == null) {
            known = new Current();
            known.from = from;
            known.to = epoch.end().map(d -> (int) d.toEpochDay()).orElse(Integer.MAX_VALUE);
            if (kind == TokenKind.IP_CRYPT) {
                known.crypt = keys.ipcrypt(epoch);
            } else {
                known.tokenizer = keys.tokenizer(kind, epoch);
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
