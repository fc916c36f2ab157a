package dev.footfall.jobs.subject;

import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.ledger.Act;
import dev.footfall.ledger.LedgerEntry;
import dev.footfall.privacy.LiveForms;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What can be shown of an erasure: that no live form of the subject is found in any byte of the warehouse. More is not
 * claimed: what was handed out or backed up is listed, and not reached; rows of epochs whose key is gone are nobody's any
 * more.
 */
final class Proof {
    /** What a proof says that found nothing. */
    static final String CLEAN = "no live form found here; backups and recipients' copies are listed, not reached";

    private final RemainsScan scan;
    private final List<Erasure.Gone> left;
    private final int tooShort;

    private Proof(RemainsScan scan, List<Erasure.Gone> left, int tooShort) {
        this.scan = scan;
        this.left = left;
        this.tooShort = tooShort;
    }

    /**
     * Looks through the warehouse, its tables row by row and all its files byte by byte.
     *
     * @param also further files and directories to look through
     */
    static Proof of(Subject subject, Collection<Path> also) {
        LiveForms forms = LiveForms.of(subject.identifiers());
        subject.tokens().living(forms::token);
        RemainsScan scan = new RemainsScan(forms);
        scan.scan(subject.warehouse().directory());
        also.forEach(scan::scan);
        List<Erasure.Gone> left =
                Erasure.preview(subject).stream().filter(one -> one.count() > 0).toList();
        return new Proof(scan, left, forms.tooShort());
    }

    /** Whether nothing was found, and nothing was left unread. */
    boolean clean() {
        return scan.finds().isEmpty() && scan.unread().isEmpty() && left.isEmpty();
    }

    /** What was found, or could not be looked at. */
    List<Erasure.Gone> remains() {
        List<Erasure.Gone> remains = new ArrayList<>(left);
        scan.finds()
                .forEach(find -> remains.add(new Erasure.Gone(find.path().toString(), "remains: " + find.what(), 1)));
        scan.unread().forEach(path -> remains.add(new Erasure.Gone(path.toString(), "cannot be read", 1)));
        return remains;
    }

    /** The finding, as the ledger has it. */
    String finding() {
        return clean() ? CLEAN : remains().size() + " places have live forms or cannot be read";
    }

    /** What was looked at and what was not, a sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("looked through " + scan.files() + " files, " + scan.bytes() + " bytes as they lie there and "
                + scan.inflated() + " inflated: " + finding());
        if (tooShort > 0) {
            notes.add("texts of less than " + LiveForms.LEAST_BYTES
                    + " bytes stand anywhere by chance, so they were looked for by their tokens only");
        }
        return notes;
    }

    /** Notes it with an act. */
    Act noted(Act act) {
        return act.fact("proof", finding())
                .fact("proof files", scan.files())
                .fact("proof bytes", scan.bytes() + scan.inflated());
    }

    /** Copies that went out, by the ledger: they may have rows of the subject, and are not reached. */
    static List<String> copies(Ledger ledger) {
        List<String> copies = new ArrayList<>();
        ledger.stored().values().stream()
                .map(LedgerEntry::decode)
                .flatMap(Optional::stream)
                .filter(entry -> entry.act().recipient() != null)
                .forEach(entry -> copies.add("not reached: what " + entry.act().recipient() + " got by '"
                        + entry.act().command() + "' on "
                        + entry.time().atOffset(ZoneOffset.UTC).toLocalDate() + " of "
                        + String.join(", ", entry.act().tables())));
        return copies;
    }
}
