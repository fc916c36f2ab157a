package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.LegalBasis;
import dev.footfall.text.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a door opens for: a case, and the legal basis of it. */
final class CaseOptions {
    /** Short, and no place for an address or a mail address. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._/#-]{0,63}");

    @Option(
            names = "--case",
            required = true,
            paramLabel = "ID",
            description = "The case that it is for, such as a ticket: letters, digits, spaces and . _ / # -")
    @Nullable
    String id;

    @Option(
            names = "--basis",
            required = true,
            paramLabel = "BASIS",
            description = "Legal basis: legal-process, rights, safety or fraud.")
    @Nullable
    String basis;

    /**
     * The case's id.
     *
     * @throws UserException when it is none
     */
    static String checked(@Nullable String id) {
        if (id == null || !ID.matcher(id).matches()) {
            throw new UserException(
                    "--case names no case",
                    "give the number of a ticket or file, up to 64 letters, digits, spaces and . _ / # -");
        }
        return id;
    }

    /** The case's id. */
    String caseId() {
        return checked(id);
    }

    /**
     * The basis, which must be one of those that this door opens for, and that the policy names.
     *
     * @throws UserException naming the nearest one
     */
    LegalBasis basis(Collection<LegalBasis> allowed, CompiledPolicy policy) {
        LegalBasis basis = basis(allowed);
        if (!policy.policy().legalBases().containsKey(basis)) {
            throw new UserException(
                    "the policy names no legal basis '" + basis.label() + "'",
                    "what it does not name is none; see legal_bases in docs/policy.md");
        }
        return basis;
    }

    private LegalBasis basis(Collection<LegalBasis> allowed) {
        List<String> labels = allowed.stream().map(LegalBasis::label).toList();
        String typed = String.valueOf(basis);
        return allowed.stream()
                .filter(known -> known.label().equals(typed))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        "--basis '" + typed + "' does not open this door",
                        NearestName.of(typed, labels)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("choose " + String.join(" or ", labels))));
    }
}
