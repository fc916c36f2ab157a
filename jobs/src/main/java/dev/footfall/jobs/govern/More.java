package dev.footfall.jobs.govern;

import picocli.CommandLine.Model.CommandSpec;

/** Says on stderr that a limit held rows back, so that nobody takes a part for the whole. */
final class More {
    private More() {}

    static void say(long more, CommandSpec spec) {
        if (more > 0) {
            spec.commandLine()
                    .getErr()
                    .println(more + (more == 1 ? " more row" : " more rows") + "; --limit N shows more of them");
        }
    }
}
