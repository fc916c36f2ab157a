package dev.footfall.jobs.door;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.hold.Holds;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.LegalBasis;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.iceberg.data.Record;

/** Puts the addresses behind tokens into the copies of a case, so that they outlive the keys of their epochs. */
final class HeldAddresses {
    private final Revelation revelation;
    private final boolean wanted;
    private long kept;
    private long missed;

    HeldAddresses(KeyStore keys, CompiledPolicy policy, boolean wanted) {
        this.revelation = new Revelation(keys, policy);
        this.wanted = wanted;
    }

    /**
     * Lets through who may have addresses turned back.
     *
     * @throws UserException when the basis is not enough for that
     */
    static void check(boolean wanted, LegalBasis basis) {
        if (wanted && basis != LegalBasis.LEGAL_PROCESS && basis != LegalBasis.FRAUD) {
            throw new UserException(
                    "--with-addresses does not go with --basis " + basis.label(),
                    "addresses are turned back for legal-process and fraud only");
        }
    }

    /** The copy of a row, with the address where it is wanted and can be had. */
    ObjectNode added(TableSpec table, Record row, ObjectNode copy) {
        if (wanted && table.equals(Tables.SECURITY_HITS) && row.getField("ip") instanceof byte[] ip) {
            Optional<String> address =
                    revelation.address(ip, (LocalDate) row.getField("day"), (byte[]) row.getField("net"));
            address.ifPresent(text -> copy.put(Holds.ADDRESS, text));
            kept += address.isPresent() ? 1 : 0;
            missed += address.isPresent() ? 0 : 1;
        }
        return copy;
    }

    /** Rows with their address. */
    long kept() {
        return kept;
    }

    /** Rows whose address could not be had. */
    long missed() {
        return missed;
    }
}
