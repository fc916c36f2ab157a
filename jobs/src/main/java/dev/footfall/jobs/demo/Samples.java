package dev.footfall.jobs.demo;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The small logs of every format that come with the source, in {@code data-samples}; an installed program has none. */
record Samples(Path directory) {
    /** Finds them in the working directory, or in a directory above the program's own. */
    static Optional<Samples> find() {
        Optional<Samples> here = in(Path.of("").toAbsolutePath());
        if (here.isPresent()) {
            return here;
        }
        for (Path above = program(); above != null; above = above.getParent()) {
            Optional<Samples> there = in(above);
            if (there.isPresent()) {
                return there;
            }
        }
        return Optional.empty();
    }

    private static Optional<Samples> in(Path directory) {
        Samples samples = new Samples(directory.resolve("data-samples"));
        return Files.isDirectory(samples.logs()) ? Optional.of(samples) : Optional.empty();
    }

    private static Path program() {
        try {
            URI code = Samples.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(code).toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's own place is no URI", e);
        }
    }

    Path logs() {
        return directory.resolve("logs");
    }

    Path city() {
        return directory.resolve("geo/city.mmdb");
    }

    Path asn() {
        return directory.resolve("geo/asn.mmdb");
    }

    Path networks() {
        return directory.resolve("networks.csv");
    }
}
