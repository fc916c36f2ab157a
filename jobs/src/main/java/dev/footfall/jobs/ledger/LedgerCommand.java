package dev.footfall.jobs.ledger;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code footfall ledger}: who read, released or removed what. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Who read, released or removed personal data, when, for what, and under which clause.",
        subcommands = {LedgerListCommand.class, LedgerVerifyCommand.class},
        footer = {"", "Examples:", "  footfall ledger list --from 2026-11-01", "  footfall ledger verify"})
public final class LedgerCommand {
    @ParentCommand
    Footfall footfall;

    /** The ledger of the warehouse that the options name. */
    Ledger ledger() {
        Workspace workspace = Workspace.of(footfall.options());
        workspace.openWarehouse(); // says so when there is none
        return workspace.ledger();
    }
}
