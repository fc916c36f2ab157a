package dev.footfall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.geo.GeoException;
import dev.footfall.log.LogFormats;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.EpochKind;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.TokenKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
    private static Failure of(Throwable thrown) {
        return Failure.of(thrown).orElseThrow();
    }

    @Test
    void whatTheUserCanMendKeepsItsExitCode() {
        assertThat(of(new UserException("what", "mend it"))).isEqualTo(new Failure("what: mend it", 2));
        assertThat(of(UserException.failed("what", "mend it"))).isEqualTo(new Failure("what: mend it", 1));
    }

    @Test
    void isFoundInsideWhatSparkWraps() {
        Throwable wrapped =
                new SparkException("Job aborted", new RuntimeException(new UserException("what", "mend it")));

        assertThat(of(wrapped).message()).isEqualTo("what: mend it");
    }

    @Test
    void wrongDatabasesFormatsAndKeysAreUsageErrors(@TempDir Path keys) throws IOException {
        assertThat(of(new GeoException("it is broken", "x.mmdb", "fetch it again")))
                .isEqualTo(new Failure("x.mmdb: it is broken; fetch it again", 2));

        Failure format = of(thrownBy(() -> LogFormats.find("combind")));
        assertThat(format.exitCode()).isEqualTo(2);
        assertThat(format.message()).contains("did you mean combined?");
        assertThat(of(thrownBy(() -> LogFormats.find("%h %q{"))).exitCode()).isEqualTo(2);

        Files.writeString(keys.resolve("master.key"), "no key");
        Failure key = of(thrownBy(() -> KeyStore.open(keys, MasterKey.inFile(keys.resolve("master.key")))
                .tokenizer(TokenKind.BROWSER, epoch())));
        assertThat(key.exitCode()).isEqualTo(2);
    }

    private static Epoch epoch() {
        return EpochKind.MONTH.of(LocalDate.of(2026, 10, 1));
    }

    private static Throwable thrownBy(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }

    @Test
    void aFullDiskIsOneWhateverItIsWrappedIn() {
        Throwable full = new IOException("No space left on device");
        assertThat(of(new SparkException("Job aborted", new RuntimeException("a key cannot be written", full))))
                .satisfies(failure -> assertThat(failure.message()).contains("the disk is full"))
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(1));
        assertThat(of(new IOException("File too large")).message()).contains("ulimit -f");
    }

    @Test
    void namesTheFileThatIsMissingOrForbidden() {
        assertThat(of(new UncheckedIOException(new NoSuchFileException("a/b.log"))))
                .isEqualTo(new Failure("no such file (a/b.log): check the path", 2));
        assertThat(of(new UncheckedIOException(new AccessDeniedException("w/lock")))
                        .message())
                .isEqualTo("no permission (w/lock): run as the owner, or change its permissions");
        assertThat(of(new FileNotFoundException("a/b.log (No such file or directory)"))
                        .message())
                .isEqualTo("no such file (a/b.log): check the path");
        assertThat(of(new FileNotFoundException("a/b.log (Permission denied)")).message())
                .startsWith("no permission (a/b.log)");
    }

    @Test
    void aFullDiskIsAFailureNotAMistake() {
        assertThat(of(new IOException("No space left on device")).exitCode()).isEqualTo(1);
        assertThat(of(new RuntimeException(new FileSystemException("w/f", null, "No space left on device")))
                        .message())
                .startsWith("the disk is full (w/f)");
        assertThat(of(new OutOfMemoryError("Java heap space")).message()).contains("-Xmx");
    }

    @Test
    void everythingElseIsABug() {
        assertThat(Failure.of(new IllegalStateException("x"))).isEmpty();
        assertThat(Failure.of(new IOException("Stream closed"))).isEmpty();

        IllegalStateException first = new IllegalStateException("a");
        first.initCause(new RuntimeException("b", first));
        assertThat(Failure.of(first)).isEmpty();
    }

    @Test
    void aBugShowsItsTraceWithValuesMasked() {
        StringWriter text = new StringWriter();
        BugReport.print(
                new IllegalStateException(
                        "no \"GET /secret\" for 198.51.100.7", new NumberFormatException("For input string: 4711")),
                new PrintWriter(text));

        assertThat(text.toString())
                .contains("this is a bug", "IllegalStateException: no {quoted} for {address}", "Caused by: ")
                .contains("at dev.footfall.jobs.FailureTest")
                .doesNotContain("secret", "198.51", "4711");
    }

    @ParameterizedTest
    @CsvSource({
        "bad address 2001:db8::7 here, bad address {address} here",
        "user somebody@example.org failed, user {email} failed",
        "user somebody%40example.org failed, user {email} failed",
        "token: abcdef, token: {input}",
        "id 0123456789abcdef0123 seen, id {id} seen",
        "Index 5 out of bounds for length 3, Index 5 out of bounds for length 3"
    })
    void masksWhatMayComeFromALog(String message, String masked) {
        assertThat(BugReport.masked(message)).isEqualTo(masked);
    }
}
