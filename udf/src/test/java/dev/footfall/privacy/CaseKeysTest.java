package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.StreamingAead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseKeysTest {
    private static final String CASE = "00112233445566778899aabbccddeeff";
    private static final String OTHER = "ffeeddccbbaa99887766554433221100";
    private static final byte[] PLACE = "place".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TEXT = "held".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private CaseKeys open() {
        return new CaseKeys(directory, KeyStore.open(directory, MasterKey.inFile(directory.resolve("master.key"))));
    }

    private static byte[] encrypted(StreamingAead cipher) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = cipher.newEncryptingStream(bytes, PLACE)) {
            out.write(TEXT);
        }
        return bytes.toByteArray();
    }

    private static byte[] decrypted(StreamingAead cipher, byte[] bytes) throws GeneralSecurityException, IOException {
        try (InputStream in = cipher.newDecryptingStream(new ByteArrayInputStream(bytes), PLACE)) {
            return in.readAllBytes();
        }
    }

    @Test
    void aCaseHasOneKeyThatOutlivesTheProcessAndOpensNoOtherCase() throws Exception {
        byte[] held = encrypted(open().orCreate(CASE));

        assertThat(decrypted(open().orCreate(CASE), held)).isEqualTo(TEXT);
        assertThat(open().names()).containsExactly(CASE);
        assertThatThrownBy(() -> decrypted(open().orCreate(OTHER), held)).isInstanceOf(IOException.class);
    }

    @Test
    void aDestroyedKeyIsGoneAndTheNextIsAnotherOne() throws Exception {
        byte[] held = encrypted(open().orCreate(CASE));

        assertThat(open().destroy(CASE)).isTrue();

        assertThat(open().destroy(CASE)).isFalse();
        assertThat(open().existing(CASE)).isEmpty();
        assertThat(open().names()).isEmpty();
        assertThatThrownBy(() -> decrypted(open().orCreate(CASE), held)).isInstanceOf(IOException.class);
    }

    @Test
    void aKeyOfAnotherCaseInItsPlaceIsRefused() throws IOException {
        open().orCreate(CASE);
        Path holds = directory.resolve("holds");
        Files.copy(holds.resolve(CASE + ".case"), holds.resolve(OTHER + ".case"));

        assertThatThrownBy(() -> open().existing(OTHER))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("moved there from another case");
        assertThatThrownBy(() -> open().existing("../master")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutTheKeyOverItACaseKeyIsSaidToBeClosed() throws IOException {
        open().orCreate(CASE);
        Files.delete(directory.resolve("ingest/hold/always.json"));

        assertThatThrownBy(() -> open().existing(CASE))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("restore keys/ingest/hold");
    }
}
