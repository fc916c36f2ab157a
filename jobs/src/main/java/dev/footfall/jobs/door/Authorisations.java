package dev.footfall.jobs.door;

import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.TokenKind;
import dev.footfall.privacy.Tokenizer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Accounts whose users let their data be shared, and their tokens in the audience vault, epoch by epoch. */
final class Authorisations {
    private final List<String> accounts;
    private final KeyStore keys;
    private final CompiledPolicy policy;
    private final Map<Epoch, Map<StoredToken, String>> tokens =
            new TreeMap<>((a, b) -> a.first().compareTo(b.first()));
    private final SortedSet<String> closed = new TreeSet<>();

    Authorisations(List<String> accounts, KeyStore keys, CompiledPolicy policy) {
        this.accounts = List.copyOf(accounts);
        this.keys = keys;
        this.policy = policy;
    }

    /** The account, as it was given, that a token of a day stands for; {@code null} when it is none of these. */
    @Nullable
    String account(LocalDate day, byte[] person) {
        return ofDay(day).get(StoredToken.of(person));
    }

    /** The tokens of these accounts on a day; none when the key of its epoch is gone. */
    Map<StoredToken, String> ofDay(LocalDate day) {
        return tokens.computeIfAbsent(policy.epoch(TokenKind.PERSON).of(day), this::ofEpoch);
    }

    private Map<StoredToken, String> ofEpoch(Epoch epoch) {
        Optional<Tokenizer> tokenizer = keys.existing(TokenKind.PERSON, epoch);
        if (tokenizer.isEmpty()) {
            closed.add(epoch.label());
            return Map.of();
        }
        Map<StoredToken, String> ofEpoch = new HashMap<>();
        for (String account : accounts) {
            ofEpoch.put(StoredToken.of(tokenizer.get().token(Identifiers.account(account))), account);
        }
        return ofEpoch;
    }

    /** Epochs in which nobody can be found any more, of those that were asked for. */
    SortedSet<String> closed() {
        return closed;
    }
}
