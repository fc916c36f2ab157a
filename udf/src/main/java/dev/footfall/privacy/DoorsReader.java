package dev.footfall.privacy;

import dev.footfall.table.OutputColumns;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a policy file says of others: recipients, legal bases, and the purposes of cookies that a user meets. */
final class DoorsReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern DATASET = Pattern.compile("[a-z_]+(\\.[a-z_-]+)+");
    private static final List<CookieRole> READ =
            List.of(CookieRole.BROWSER, CookieRole.SESSION, CookieRole.ACCOUNT_HOLDER, CookieRole.PREFERENCE);
    private static final String CLAUSE_MEND = "use an id from clauses:";

    private final Violations violations;

    DoorsReader(Violations violations) {
        this.violations = violations;
    }

    Map<String, Recipient> recipients(MapReader top) {
        Map<String, Recipient> recipients = new LinkedHashMap<>();
        top.map("recipients").ifPresent(map -> {
            for (YamlNode.Entry entry : map.entries()) {
                String path = map.pathOf(entry.key());
                if (!NAME.matcher(entry.key()).matches()) {
                    violations.add(
                            entry.place(),
                            path,
                            Violations.quoted(entry.key()) + " is no name of a recipient",
                            "write lower-case letters, digits and -, as in hosting-provider");
                }
                MapReader.of(violations, path, entry.place(), entry.value())
                        .flatMap(reader -> recipient(entry.key(), reader))
                        .ifPresent(recipient -> recipients.put(entry.key(), recipient));
            }
        });
        return Collections.unmodifiableMap(recipients);
    }

    private Optional<Recipient> recipient(String name, MapReader map) {
        map.expect(List.of("kind", "datasets", "authorisation", "clause", "policy_travels"), List.of("agreement"));
        Optional<RecipientKind> kind =
                map.oneOf("kind", List.of(RecipientKind.values()), RecipientKind::label, "kind of recipient");
        Optional<String> agreement = map.text("agreement");
        map.notEmpty("datasets", "name what the recipient may get");
        Set<String> datasets = new LinkedHashSet<>();
        for (YamlNode.Scalar dataset : map.texts(
                "datasets", DATASET, "name of a dataset", "write a table or an output, as in audience.hits")) {
            datasets.add(dataset.text());
            if (!datasets().contains(dataset.text())) {
                violations.unknown(
                        dataset.place(), map.pathOf("datasets"), "table or output", dataset.text(), datasets());
            }
        }
        Optional<Boolean> authorisation = map.bool("authorisation");
        Optional<String> clause = clause(map);
        Optional<Boolean> travels = map.bool("policy_travels");
        if (kind.isEmpty() || authorisation.isEmpty() || clause.isEmpty() || travels.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Recipient(
                name,
                kind.get(),
                agreement,
                Collections.unmodifiableSet(datasets),
                authorisation.get(),
                clause.get(),
                travels.get()));
    }

    private static List<String> datasets() {
        List<String> known =
                new ArrayList<>(Tables.ALL.stream().map(TableSpec::fullName).toList());
        known.addAll(OutputColumns.outputs());
        return known;
    }

    Map<LegalBasis, String> legalBases(MapReader top) {
        Map<LegalBasis, String> bases = new EnumMap<>(LegalBasis.class);
        top.map("legal_bases").ifPresent(map -> {
            map.expect(
                    List.of(),
                    Arrays.stream(LegalBasis.values()).map(LegalBasis::label).toList());
            for (LegalBasis basis : LegalBasis.values()) {
                map.map(basis.label())
                        .flatMap(at -> clause(at.expect(List.of("clause"), List.of())))
                        .ifPresent(clause -> bases.put(basis, clause));
            }
        });
        return Collections.unmodifiableMap(bases);
    }

    Optional<Reauthentication> reauthentication(MapReader top) {
        return top.map("reauthentication").flatMap(map -> {
            map.expect(List.of("limit", "clause"), List.of());
            Optional<Duration> limit = map.text("limit").flatMap(text -> {
                Optional<Duration> read = Reauthentication.limit(text);
                if (read.isEmpty()) {
                    violations.add(
                            map.place("limit"),
                            map.pathOf("limit"),
                            Violations.quoted(text) + " is no limit",
                            "write a number and minutes, hours or days, as in 12 hours");
                }
                return read;
            });
            Optional<String> clause = clause(map);
            return limit.isEmpty() || clause.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Reauthentication(limit.get(), clause.get()));
        });
    }

    Map<CookiePurpose, CookieUse> cookiePurposes(MapReader top) {
        Map<CookiePurpose, CookieUse> uses = new EnumMap<>(CookiePurpose.class);
        top.map("cookie_purposes").ifPresent(map -> {
            map.expect(
                    List.of(),
                    Arrays.stream(CookiePurpose.values())
                            .map(CookiePurpose::label)
                            .toList());
            for (CookiePurpose purpose : CookiePurpose.values()) {
                map.map(purpose.label()).flatMap(this::cookieUse).ifPresent(use -> uses.put(purpose, use));
            }
        });
        return Collections.unmodifiableMap(uses);
    }

    private Optional<CookieUse> cookieUse(MapReader map) {
        map.expect(List.of("clause", "roles"), List.of());
        map.notEmpty("roles", "name the roles whose cookies serve it");
        EnumSet<CookieRole> roles = EnumSet.noneOf(CookieRole.class);
        roles.addAll(map.someOf("roles", READ, CookieRole::label, "role whose cookies are read"));
        return clause(map).map(clause -> new CookieUse(clause, Collections.unmodifiableSet(roles)));
    }

    private static Optional<String> clause(MapReader map) {
        return map.text("clause", PolicyReader.CLAUSE_ID, "id of a clause", CLAUSE_MEND);
    }
}
