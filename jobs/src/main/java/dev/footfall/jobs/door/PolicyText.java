package dev.footfall.jobs.door;

import dev.footfall.jobs.Workspace;
import dev.footfall.privacy.PolicyFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The policy file in force, as it is written: it travels with data whose recipient it binds. */
final class PolicyText {
    private PolicyText() {}

    static byte[] of(Workspace workspace) throws IOException {
        @Nullable String file = workspace.configuration().policy();
        if (file != null) {
            return Files.readAllBytes(Path.of(file));
        }
        try (InputStream bundled = PolicyFile.class.getResourceAsStream("policy.yaml")) {
            if (bundled == null) {
                throw new IllegalStateException("the program's jar lacks policy.yaml");
            }
            return bundled.readAllBytes();
        }
    }
}
