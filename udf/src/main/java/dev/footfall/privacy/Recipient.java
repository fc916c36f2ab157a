package dev.footfall.privacy;

import java.util.Optional;
import java.util.Set;

/**
 * Somebody with whom the policy lets data be shared.
 *
 * @param name the policy file's name for them, by which commands call them
 * @param agreement which agreement binds them, such as one about confidentiality; empty when there is none
 * @param datasets what they may get: full names of tables ({@code audience.hits}) and of outputs ({@code
 *     report.traffic}); nothing else
 * @param authorisation whether a user's data is shared with them only when that user has authorised it
 * @param clause id of the clause that allows it
 * @param policyTravels whether they receive the policy with the data and are bound by it
 */
public record Recipient(
        String name,
        RecipientKind kind,
        Optional<String> agreement,
        Set<String> datasets,
        boolean authorisation,
        String clause,
        boolean policyTravels) {

    /** Whether they may get a table or an output. */
    public boolean mayGet(String dataset) {
        return datasets.contains(dataset);
    }
}
