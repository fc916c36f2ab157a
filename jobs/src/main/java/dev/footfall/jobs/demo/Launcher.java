package dev.footfall.jobs.demo;

import dev.footfall.jobs.Footfall;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The script {@code footfall}, to time the program as a user starts it.
 *
 * @param script the script
 */
record Launcher(Path script) {
    /** The script given, or the one beside the build that this program runs from; empty when there is none. */
    static Optional<Launcher> find(@Nullable Path given) {
        return given == null ? besideBuild() : Optional.of(new Launcher(given.toAbsolutePath()));
    }

    /** The jar lies in jobs/target of the directory that the script lies in. */
    private static Optional<Launcher> besideBuild() {
        CodeSource source = Footfall.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            Path jar = Path.of(source.getLocation().toURI());
            Path script = jar.resolve("../../../footfall").normalize();
            return Files.isRegularFile(jar) && Files.isExecutable(script)
                    ? Optional.of(new Launcher(script))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The command line for some arguments. */
    List<String> command(Path warehouse, String... arguments) {
        List<String> command = new ArrayList<>(List.of(script.toString(), "--warehouse", warehouse.toString()));
        Collections.addAll(command, arguments);
        return command;
    }
}
