package dev.footfall.jobs.door;

import dev.footfall.jobs.Footfall;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code footfall optout}: who does not want to be followed, or mailed. */
@Command(
        name = "optout",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Who opted out by other ways than the browser's signals (Sec-GPC, DNT, the opt-out cookie), which 'ingest'",
            "reads by itself. Identifiers are kept as keyed digests only."
        },
        subcommands = {OptOutImportCommand.class, OptOutListCommand.class},
        footer = {
            "",
            "Examples:",
            "  footfall optout import optouts.csv",
            "  footfall optout import --kind mail - < unsubscribed.txt",
            "  footfall optout list"
        })
public final class OptOutCommand {
    @ParentCommand
    Footfall footfall;
}
