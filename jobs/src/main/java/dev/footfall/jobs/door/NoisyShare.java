package dev.footfall.jobs.door;

import dev.footfall.jobs.ReadSession;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.release.NoisyRelease;
import dev.footfall.jobs.release.PublicCut;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.ledger.Act;
import dev.footfall.privacy.OptOutUse;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Noisy counts for a recipient. */
final class NoisyShare {
    private final Workspace workspace;
    private final Span span;
    private final PublicCut cut;
    private final NoisyRelease release;
    private final Act act;
    private final PrintWriter err;
    private Map<String, String> facts = Map.of();

    /**
     * Checks what is asked for.
     *
     * @param act what the ledger notes of a draw
     */
    NoisyShare(Workspace workspace, Span span, List<String> by, @Nullable BigDecimal rho, Act act, PrintWriter err) {
        this.workspace = workspace;
        this.span = span;
        this.act = act;
        this.err = err;
        cut = PublicCut.of(by);
        release = NoisyRelease.of(workspace, cut, rho, span.first(), span.end(), Clock.systemUTC());
    }

    /** Draws what was not drawn before, and writes all of it. */
    Shared write(Warehouse warehouse, Path file, RowFile.Format format) throws IOException {
        NoisyRelease.Answer answer = release.run(warehouse, act, (days, cells) -> {
            try (ReadSession session = ReadSession.open(workspace)) {
                return new SharedReport(session, workspace.policy(), span, Optional.empty()).browsers(cut, days, cells);
            }
        });
        SharedReport.write(answer.rows(), file, format);
        facts = answer.facts();
        answer.notes().forEach(note -> err.println("note: " + note));
        Map<String, String> leftOut = new LinkedHashMap<>();
        leftOut.put("figures of cells below 5 σ", "they say too little beside the noise");
        leftOut.put(
                "browsers in more cells of a day than the policy counts", "they would cost others' figures more noise");
        if (workspace.policy().policy().optOut().excludedFrom().contains(OptOutUse.SHARING)) {
            leftOut.put("hits of browsers that opted out", "the policy keeps them out of sharing");
        }
        return new Shared(answer.rows().columns(), answer.rows().rows().size(), leftOut);
    }

    /** Of the mechanism and its price, once it is written. */
    Map<String, String> facts() {
        return facts;
    }
}
