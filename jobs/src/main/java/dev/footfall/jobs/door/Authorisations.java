package dev.footfall.jobs.door;

import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.GivenIdentifier;
import dev.footfall.privacy.GivenIdentifier.Kind;
import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.OptOutList;
import dev.footfall.privacy.TokenKind;
import dev.footfall.privacy.Tokenizer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Accounts whose users let their data be shared, and their tokens in the audience vault, epoch by epoch. */
final class Authorisations {
    private final List<String> accounts;
    private final int optedOut;
    private final KeyStore keys;
    private final CompiledPolicy policy;
    private final Map<Epoch, Map<StoredToken, String>> tokens =
            new TreeMap<>((a, b) -> a.first().compareTo(b.first()));
    private final SortedSet<String> closed = new TreeSet<>();

    /** @param optedOut accounts that were given and are not among these, since their users opted out */
    Authorisations(List<String> accounts, int optedOut, KeyStore keys, CompiledPolicy policy) {
        this.accounts = List.copyOf(accounts);
        this.optedOut = optedOut;
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
            // An account can stand in a cookie, where case counts.
            ofEpoch.put(StoredToken.of(tokenizer.get().token(Identifiers.account(account))), account);
            ofEpoch.put(StoredToken.of(tokenizer.get().token(Identifiers.cookie(account))), account);
        }
        return ofEpoch;
    }

    /**
     * Those of accounts whose users did not opt out, of being followed or of optional mail: a client who gets their data
     * could do both.
     */
    static List<String> withoutOptOuts(List<String> accounts, OptOutList list) {
        return accounts.stream()
                .filter(account -> Stream.of(Kind.ACCOUNT, Kind.MAIL)
                        .noneMatch(kind -> GivenIdentifier.of(kind, account)
                                .filter(list::contains)
                                .isPresent()))
                .toList();
    }

    /** What of everybody who authorised it is left out, with the reason. */
    Map<String, String> leftOut() {
        Map<String, String> leftOut = new LinkedHashMap<>();
        if (optedOut > 0) {
            leftOut.put(optedOut + " accounts", "their users opted out of being followed or of optional mail");
        }
        for (String epoch : closed) {
            leftOut.put("hits of " + epoch, "the key of that epoch is gone, so no account can be found in it");
        }
        return leftOut;
    }
}
