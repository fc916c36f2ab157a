package dev.footfall.jobs.door;

import dev.footfall.geo.AddressText;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.IpCrypt;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.TokenKind;
import dev.footfall.privacy.Tokenizer;
import dev.footfall.table.Form;
import dev.footfall.table.Tables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns tokens of addresses back, in the epochs where they occur and whose key lives.
 *
 * <p>Decrypting says nothing about being right: any 16 bytes give some address. So a token must occur in the table, and
 * where the row has a token of its network too, the address must be of that network.
 */
final class Revelation {
    /** What came of a token in an epoch. */
    sealed interface Answer {}

    /**
     * The address.
     *
     * @param checked whether the token of the network on the same row agrees; false when there is none to ask
     */
    record Revealed(StoredToken token, Epoch epoch, String address, Sightings.Sighting hits, boolean checked)
            implements Answer {}

    /** Why there is none, and what can be done. */
    record Withheld(StoredToken token, String why, String advice) implements Answer {}

    private final KeyStore keys;
    private final CompiledPolicy policy;

    Revelation(KeyStore keys, CompiledPolicy policy) {
        this.keys = keys;
        this.policy = policy;
    }

    /** What becomes of a token: one answer for each epoch in which it occurs, or one that says that it does not. */
    List<Answer> of(StoredToken token, Sightings sightings) {
        List<Answer> answers = new ArrayList<>();
        for (Map.Entry<Epoch, Sightings.Sighting> at : sightings.of(token).entrySet()) {
            answers.add(reveal(token, at.getKey(), at.getValue()));
        }
        if (answers.isEmpty()) {
            answers.add(new Withheld(
                    token,
                    "occurs nowhere in security.hits",
                    "take the token as a report prints it; rows whose term is over are gone, and their tokens"
                            + " with them"));
        }
        return answers;
    }

    /** The address of a row, where it can be turned back. */
    Optional<String> address(byte[] ip, LocalDate day, byte @Nullable [] net) {
        Sightings.Sighting row = new Sightings.Sighting();
        row.add(day, net);
        Epoch epoch = policy.epoch(TokenKind.IP_CRYPT).of(day);
        return reveal(StoredToken.of(ip), epoch, row) instanceof Revealed revealed
                ? Optional.of(revealed.address())
                : Optional.empty();
    }

    private Answer reveal(StoredToken token, Epoch epoch, Sightings.Sighting hits) {
        Optional<IpCrypt> cipher = keys.existingIpcrypt(epoch);
        boolean irreversible = policy.form(Tables.SECURITY_HITS.fullName(), "ip") == Form.TOKEN;
        if (cipher.isEmpty()) {
            return keyless(token, epoch, irreversible);
        }
        byte[] address = Identifiers.address(cipher.get().decrypt(token.array()));
        Optional<Boolean> agrees = agrees(epoch, address, hits);
        if (agrees.isPresent() ? !agrees.get() : irreversible) {
            return irreversible(token);
        }
        return new Revealed(token, epoch, AddressText.format(address), hits, agrees.isPresent());
    }

    private Answer keyless(StoredToken token, Epoch epoch, boolean irreversible) {
        if (keys.destroyed(TokenKind.IP_CRYPT, epoch)) {
            return new Withheld(
                    token,
                    "cannot be turned back: the key of " + epoch.label() + " was destroyed",
                    "nobody can any more; the rows stay linked to each other by the token until their term is over");
        }
        return irreversible
                ? irreversible(token)
                : new Withheld(
                        token,
                        "cannot be turned back: the key of " + epoch.label() + " is missing",
                        "restore keys/security/" + TokenKind.IP_CRYPT.label() + "/" + epoch.label()
                                + ".json from a backup");
    }

    private static Answer irreversible(StoredToken token) {
        return new Withheld(
                token,
                "cannot be turned back: the policy had addresses kept in the form 'token'",
                "see 'footfall policy explain security.hits.ip'; lines that are taken under form: encrypt can be");
    }

    /** Whether the network's token on the row is that of the address; empty when there is none, or no key of it. */
    private Optional<Boolean> agrees(Epoch epoch, byte[] address, Sightings.Sighting hits) {
        byte[] net = hits.net();
        Optional<Tokenizer> tokenizer = net == null ? Optional.empty() : keys.existing(TokenKind.NET, epoch);
        return tokenizer.map(made -> Arrays.equals(made.token(Identifiers.net(address)), net));
    }
}
