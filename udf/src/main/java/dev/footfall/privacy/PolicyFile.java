package dev.footfall.privacy;

import dev.footfall.table.Form;
import dev.footfall.table.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A policy file as written, checked. Maps keep the order of the file. {@code docs/policy.md} describes each key.
 *
 * @param origin the file's name, for messages
 * @param version the site's own name of this version
 * @param starts first day for which it holds
 * @param company what kind of company it is written for
 * @param source where the text of the policy comes from
 * @param clauses by id, in the order of the text
 * @param purposes all seven
 * @param rules by full name of the table, then by column
 * @param cookies names, or beginnings of names followed by {@code *}; all roles
 * @param queryKeys query parameters whose values may be kept
 * @param preferenceKeys preference cookies, named as in {@code cookies}, whose values may be kept
 * @param scrubbers what is removed from free text
 * @param k smallest number of browsers that a released cell may rest on
 * @param noise what noisy releases may cost; empty when the policy allows none
 * @param quarantineRetention how long lines that did not parse are kept
 * @param dailyKeyLife how long keys of one day live after that day
 * @param optOut what happens when a browser asks not to be followed
 * @param cookiePurposes what cookies are used for; a purpose that is not named is none
 * @param recipients with whom data may be shared, by name; nobody else
 * @param legalBases ids of the clauses that allow disclosure, by basis; a basis that is not named is none
 * @param reauthentication after which time a password is asked for again; empty when the policy sets no limit
 * @param earlier file with the version before this one, relative to this file's directory; see {@link PolicyVersions}
 */
public record PolicyFile(
        String origin,
        String version,
        LocalDate starts,
        String company,
        Optional<String> source,
        Map<String, Clause> clauses,
        Map<Purpose, PurposeTerms> purposes,
        Map<String, Map<String, Rule>> rules,
        Map<CookieRole, List<String>> cookies,
        Set<String> queryKeys,
        List<String> preferenceKeys,
        Set<Scrubber.Kind> scrubbers,
        int k,
        Optional<NoiseBudget> noise,
        Term quarantineRetention,
        Term dailyKeyLife,
        OptOut optOut,
        Map<CookiePurpose, CookieUse> cookiePurposes,
        Map<String, Recipient> recipients,
        Map<LegalBasis, String> legalBases,
        Optional<Reauthentication> reauthentication,
        Optional<String> earlier) {

    private static final String BUNDLED = "policy.yaml";

    /**
     * A clause of the policy's text.
     *
     * @param sha256 {@link ClauseText#digest} of its text
     * @param summary what it says, in our words; empty when it is out of scope
     * @param outOfScope why it has no rule; empty when it has a summary
     * @param sameTextAs id of another clause whose text is word for word the same; empty when its text is its own
     * @param carriedBy what carries it out, besides the purposes and rules that name it: keys of the policy file, and ids
     *     of clauses that something names
     */
    public record Clause(
            String id,
            String sha256,
            Optional<String> summary,
            Optional<String> outOfScope,
            Optional<String> sameTextAs,
            List<String> carriedBy) {}

    /**
     * What a purpose allows.
     *
     * @param clauses ids, at least one
     * @param vault where its data lives
     * @param epoch how long a token of its vault stays the same
     * @param retention the longest that data may be kept for it
     * @param keyLife how long a key lives after its epoch or its creation, whichever is later; empty when it lives as
     *     long as the rows
     */
    public record PurposeTerms(
            List<String> clauses, Vault vault, EpochKind epoch, Term retention, Optional<Term> keyLife) {}

    /**
     * How one column is kept.
     *
     * @param purposes empty for {@link Form#DROP}
     * @param retention {@link Term#NONE} for {@link Form#DROP}
     * @param clause id of the clause that allows it; empty for {@link Form#DROP}
     * @param reason why a column is dropped; empty for other forms and where none is given
     * @param line line of the rule in the file
     */
    public record Rule(
            Form form,
            Set<Purpose> purposes,
            Term retention,
            String clause,
            DataClass dataClass,
            String reason,
            int line) {}

    /**
     * What happens when a browser asks not to be followed.
     *
     * @param signals request headers that count as asking
     * @param cookies cookies that count as asking when they are there, whatever their value but {@code 0}
     * @param excludedFrom what its hits stay out of
     * @param counted whether its hits count in totals
     */
    public record OptOut(
            Set<PrivacySignal> signals, List<String> cookies, Set<OptOutUse> excludedFrom, boolean counted) {}

    /** The policy that comes with the program. */
    public static PolicyFile bundled() {
        return parse(bundledText(), "bundled " + BUNDLED);
    }

    /** The YAML of {@link #bundled}. */
    public static String bundledText() {
        try (InputStream in = PolicyFile.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException("the program's jar lacks " + BUNDLED);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a policy file.
     *
     * @throws PolicyException when it is missing, unreadable or wrong
     */
    public static PolicyFile load(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw unreadable(file, "no such file", "give the path of a policy file, or none for the bundled policy");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            String why = Files.isDirectory(file) ? "is a directory" : "cannot be read";
            throw unreadable(file, why, "give the path of a readable policy file");
        }
    }

    /** What the policy says of somebody with whom data may be shared; empty when it does not name them. */
    public Optional<Recipient> recipient(String name) {
        return Optional.ofNullable(recipients.get(name));
    }

    /**
     * Reads a policy from YAML text.
     *
     * @param origin the file's name, for messages
     * @throws PolicyException with everything that is wrong
     */
    public static PolicyFile parse(String yaml, String origin) {
        Violations violations = new Violations(origin);
        Optional<YamlNode> root = YamlReader.read(yaml, violations);
        Optional<PolicyFile> policy = root.flatMap(node -> new PolicyReader(violations).read(node));
        violations.throwIfAny();
        return policy.orElseThrow(() -> new IllegalStateException("a policy without violations was not read"));
    }

    private static PolicyException unreadable(Path file, String what, String mend) {
        return new PolicyException(List.of(new Violation(file.toString(), 0, 0, "", what, mend)));
    }
}
