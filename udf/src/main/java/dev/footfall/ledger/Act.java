package dev.footfall.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was done, as it is noted: names of tables, counts and keyed digests, never a value that was looked for or found.
 * Immutable; the methods that are named like its parts give a copy with that part.
 *
 * @param command the command, such as {@code report geo}; or what the program did by itself, such as {@code key made}
 * @param arguments options as they were typed, with values only where these say nothing of a visitor
 * @param purposes labels of the policy's purposes that it served
 * @param clauses ids of the policy's clauses that allow it
 * @param caseId the case it was done for, or null
 * @param basis legal basis of the case, or null
 * @param recipient who got the result, or null when it was whoever typed the command
 * @param tables full names of the tables that were read or changed
 * @param rows how many rows were shown, handed on or changed
 * @param result keyed digest of what was handed out, in hexadecimal; null when nothing was, or no key could be read
 * @param facts what else is worth noting, by name
 */
public record Act(
        String command,
        List<String> arguments,
        List<String> purposes,
        List<String> clauses,
        @Nullable String caseId,
        @Nullable String basis,
        @Nullable String recipient,
        List<String> tables,
        long rows,
        @Nullable String result,
        SortedMap<String, String> facts) {

    public Act {
        arguments = List.copyOf(arguments);
        purposes = List.copyOf(purposes);
        clauses = List.copyOf(clauses);
        tables = List.copyOf(tables);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** An act of which nothing but the command is known yet. */
    public static Act of(String command, List<String> arguments) {
        return new Act(command, arguments, List.of(), List.of(), null, null, null, List.of(), 0, null, new TreeMap<>());
    }

    /** With these purposes, and the clauses that allow them. */
    public Act purposes(Collection<String> labels, Collection<String> clauseIds) {
        return new Act(
                command,
                arguments,
                new ArrayList<>(labels),
                new ArrayList<>(clauseIds),
                caseId,
                basis,
                recipient,
                tables,
                rows,
                result,
                facts);
    }

    /** With the case it is done for, and the legal basis of this. */
    public Act underCase(@Nullable String id, @Nullable String legalBasis) {
        return new Act(command, arguments, purposes, clauses, id, legalBasis, recipient, tables, rows, result, facts);
    }

    /** With whom the result goes to. */
    public Act recipient(@Nullable String name) {
        return new Act(command, arguments, purposes, clauses, caseId, basis, name, tables, rows, result, facts);
    }

    /** With the tables that were read or changed. */
    public Act tables(Collection<String> fullNames) {
        return new Act(
                command,
                arguments,
                purposes,
                clauses,
                caseId,
                basis,
                recipient,
                new ArrayList<>(fullNames),
                rows,
                result,
                facts);
    }

    /** With the number of rows that were shown, handed on or changed. */
    public Act rows(long count) {
        return new Act(command, arguments, purposes, clauses, caseId, basis, recipient, tables, count, result, facts);
    }

    /** With the keyed digest of what was handed out. */
    public Act result(@Nullable String digest) {
        return new Act(command, arguments, purposes, clauses, caseId, basis, recipient, tables, rows, digest, facts);
    }

    /** With one more fact; a fact of the same name is replaced. */
    public Act fact(String name, Object value) {
        return facts(Map.of(name, String.valueOf(value)));
    }

    /** With more facts; those of the same names are replaced. */
    public Act facts(Map<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(facts);
        all.putAll(more);
        return new Act(command, arguments, purposes, clauses, caseId, basis, recipient, tables, rows, result, all);
    }
}
