package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.privacy.PolicyFile;
import dev.footfall.privacy.Recipient;
import dev.footfall.privacy.RecipientKind;
import dev.footfall.table.OutputColumns;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Who may get what, by the policy. */
final class ShareRules {
    private ShareRules() {}

    /**
     * The recipient of that name.
     *
     * @throws UserException when the policy lists none, with the nearest one
     */
    static Recipient recipient(PolicyFile policy, String name) {
        return policy.recipient(name)
                .orElseThrow(() -> new UserException(
                        "the policy lists no recipient '" + name + "'",
                        nearest(name, policy.recipients().keySet())));
    }

    /**
     * The full name of a dataset; {@code traffic} is short for {@code report.traffic}.
     *
     * @throws UserException when there is none of that name
     */
    static String dataset(String name) {
        List<String> known = Stream.concat(
                        OutputColumns.outputs().stream(), Tables.ALL.stream().map(TableSpec::fullName))
                .toList();
        for (String full : List.of(name, "report." + name)) {
            if (known.contains(full)) {
                return full;
            }
        }
        List<String> all = new ArrayList<>(known);
        OutputColumns.outputs().forEach(output -> all.add(output.substring(output.indexOf('.') + 1)));
        throw new UserException("there is no dataset '" + name + "'", nearest(name, all));
    }

    /**
     * Lets through what a recipient may get.
     *
     * @param authorised whether users' authorisations were given
     * @throws UserException saying why not
     */
    static void check(Recipient recipient, String dataset, boolean authorised) {
        if (!recipient.mayGet(dataset)) {
            throw new UserException(
                    "the policy does not let " + recipient.name() + " have " + dataset,
                    "it may get " + String.join(", ", recipient.datasets()));
        }
        if (recipient.kind() == RecipientKind.AUTHORITY) {
            throw new UserException(
                    recipient.name() + " is an authority, which gets what a case covers",
                    "use 'footfall disclose --case ID --basis BASIS --recipient " + recipient.name() + "'");
        }
        checkBound(recipient);
        if (recipient.authorisation() && !authorised) {
            throw new UserException(
                    recipient.name() + " gets data of users who authorised it only",
                    "name these users' accounts by --authorisations FILE, one a line");
        }
        if (!recipient.authorisation() && authorised) {
            throw new UserException(
                    "--authorisations does not go with " + recipient.name(),
                    "the policy asks for no authorisation there; leave it out");
        }
        if (ofPersons(dataset) && !recipient.authorisation() && recipient.kind() != RecipientKind.BUYER) {
            throw new UserException(
                    dataset + " has a row for each hit of a person, and " + recipient.name() + " may get totals only",
                    "share a report, such as --dataset traffic");
        }
    }

    private static void checkBound(Recipient recipient) {
        boolean needsAgreement =
                recipient.kind() == RecipientKind.SERVICE_PROVIDER || recipient.kind() == RecipientKind.CONTRACTOR;
        if (needsAgreement && recipient.agreement().isEmpty()) {
            throw new UserException(
                    "no agreement binds " + recipient.name(),
                    "conclude one, and write it to agreement: of the recipient in the policy file");
        }
    }

    /** Whether rows of a dataset are hits of single persons. */
    static boolean ofPersons(String dataset) {
        return dataset.equals(Tables.AUDIENCE_HITS.fullName()) || dataset.equals(Tables.SECURITY_HITS.fullName());
    }

    private static String nearest(String name, Collection<String> known) {
        return NearestName.of(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse(
                        known.isEmpty()
                                ? "list them under recipients: in it"
                                : "choose from " + String.join(", ", known));
    }
}
