package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.privacy.GivenIdentifier;
import dev.footfall.privacy.GivenIdentifier.Kind;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom rows are about, by their identifiers. */
public final class IdentifierOptions {
    private static final List<Kind> KINDS = List.of(Kind.COOKIE, Kind.ACCOUNT, Kind.ADDRESS);

    @Option(names = "--ip", paramLabel = "ADDRESS", description = "Rows of this address; repeat it for several.")
    List<String> addresses = List.of();

    @Option(names = "--cookie", paramLabel = "VALUE", description = "Rows of this first-party or session cookie.")
    List<String> cookies = List.of();

    @Option(names = "--account", paramLabel = "NAME", description = "Rows of this account.")
    List<String> accounts = List.of();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "Rows of the identifiers in this file, one a line as kind,value with the kind cookie, account or"
                            + " address; - for standard input.")
    @Nullable
    String file;

    private @Nullable List<GivenIdentifier> read;

    /** Whether any is given. */
    public boolean given() {
        return typed() || file != null;
    }

    private boolean typed() {
        return !addresses.isEmpty() || !cookies.isEmpty() || !accounts.isEmpty();
    }

    /**
     * The identifiers; a file is read once.
     *
     * @throws UserException when one is none; its text is not in the message
     */
    public List<GivenIdentifier> identifiers() {
        if (read == null) {
            List<GivenIdentifier> all = new ArrayList<>();
            addresses.forEach(value -> all.add(one("--ip", Kind.ADDRESS, value)));
            cookies.forEach(value -> all.add(one("--cookie", Kind.COOKIE, value)));
            accounts.forEach(value -> all.add(one("--account", Kind.ACCOUNT, value)));
            if (file != null) {
                all.addAll(IdentifierLines.of("--file", file, null, KINDS));
            }
            read = all;
        }
        return read;
    }

    private static GivenIdentifier one(String option, Kind kind, String value) {
        return GivenIdentifier.of(kind, value)
                .orElseThrow(() -> new UserException(
                        "a value of " + option + " is no " + kind.label(),
                        kind == Kind.ADDRESS ? "write it as 192.0.2.7 or 2001:db8::7" : "it is blank"));
    }

    /** Says what typing identifiers means. */
    public void warn(PrintWriter err) {
        if (typed()) {
            err.println("note: identifiers on a command line stay in the shell's history and show in the list of"
                    + " processes; --file - reads them from standard input");
        }
    }

    /** Their keyed digests, for the ledger; each is the same whoever asks for it. */
    public String digests(Ledger ledger) {
        return identifiers().stream()
                .flatMap(one ->
                        ledger
                                .digest(
                                        one.kind().label().getBytes(StandardCharsets.US_ASCII),
                                        one.forms().get(0))
                                .stream())
                .collect(Collectors.joining(" "));
    }
}
