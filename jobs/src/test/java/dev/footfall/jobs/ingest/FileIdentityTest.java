package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.TokenKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is digested on all cores against the same content read as a stream. */
class FileIdentityTest {
    private static final int BLOCK = FileIdentity.BLOCK;

    @TempDir
    Path temp;

    private FileIdentity identities;

    @BeforeEach
    void keys() {
        KeyStore keys = KeyStore.open(temp, MasterKey.of(System.getenv(), temp));
        identities = new FileIdentity(() -> keys.tokenizer(TokenKind.DIGEST, Epoch.ALWAYS), "site");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1023, 1024, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 77})
    void aFileIsKnownAsItsStreamIs(int length) throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        Path file = Files.write(temp.resolve("log"), content);
        List<FileIdentity.Known> known = new ArrayList<>();
        assertSame(content, file, length, known);

        int[] lengths = {1, Math.min(length, 1000), length / 3 + 1, length / 2 + 1, Math.max(1, length - 1), length};
        for (int earlier : Arrays.stream(lengths).sorted().distinct().toArray()) {
            byte[] other = Arrays.copyOf(content, earlier);
            other[earlier - 1]++;
            known.add(0, known(other));
            known.add(0, known(Arrays.copyOf(content, earlier)));
            FileIdentity.Found found = assertSame(content, file, length, known);
            assertThat(found.earlier().orElseThrow().length()).isEqualTo(earlier);
        }
        assertSame(content, file, length / 2 + 1, known);
        assertSame(content, file, Long.MAX_VALUE, known);
    }

    private FileIdentity.Found assertSame(byte[] content, Path file, long limit, List<FileIdentity.Known> known)
            throws IOException {
        FileIdentity.Found streamed = identities.identify(new ByteArrayInputStream(content), limit, known);
        FileIdentity.Found found = identities.identify(file, limit, known);
        assertThat(found.length()).isEqualTo(streamed.length()).isEqualTo(Math.min(limit, content.length));
        assertThat(found.head()).isEqualTo(streamed.head());
        assertThat(found.identity()).isEqualTo(streamed.identity());
        assertThat(found.earlier()).isEqualTo(streamed.earlier());
        return found;
    }

    private FileIdentity.Known known(byte[] content) throws IOException {
        FileIdentity.Found found = identities.identify(new ByteArrayInputStream(content), Long.MAX_VALUE, List.of());
        return new FileIdentity.Known(found.length(), found.head(), found.identity(), "batch", "file", 1, 0, "");
    }
}
