package dev.footfall.jobs.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A door that is asked for wrongly says what is wrong and how to mend it, and no value. */
class WrongUseTest {
    @TempDir
    static Path temp;

    @BeforeAll
    static void ingest() {
        Cli.ingest(temp.resolve("w"), "--site", "shop", Samples.write(temp.resolve("a.log"), Samples.lines(0, 3)));
    }

    private static Cli.Run run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("--warehouse", temp.resolve("w")));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.23, OPS-311, fraud, an argument of 13 characters is no token",
        "00112233445566778899aabbccddeeff, OPS-311, frod, did you mean 'fraud'?",
        "00112233445566778899aabbccddeeff, OPS-311, rights, choose legal-process or fraud",
        "00112233445566778899aabbccddeeff, ada@example.org, fraud, --case names no case",
    })
    void wrongUseOfRevealIsSaidInOneLineWithoutTheValue(String token, String caseId, String basis, String message) {
        Cli.Run run = run("reveal", token, "--case", caseId, "--basis", basis);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1).doesNotContain("198.51.100.23", "example.org");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rights | | nothing says which rows",
                "legal-proces | --from 2025-10-15 | did you mean",
                "rights | --from 2025-10-15 --until 2025-10-15 | is not before",
                "rights | --ip 198.51.100.999 | a value of --ip is no address",
                "rights | --file no-such-file | no file no-such-file",
                "rights | --where acount=x | did you mean 'account'?",
                "rights | --where account=ada | is no token",
                "rights | --token 198.51.100.23 | is no token",
                "safety | --from 2025-10-15 --with-addresses | addresses are turned back for legal-process and fraud",
                "rights | --from 2027-01-01 | no row is meant",
            })
    void wrongUseOfHoldIsSaidInOneLine(String basis, String arguments, String message) {
        List<Object> all = new ArrayList<>(List.of("hold", "add", "--case", "1", "--basis", basis));
        if (arguments != null) {
            all.addAll(List.of(arguments.split(" ")));
        }
        Cli.Run run = run(all.toArray());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1).doesNotContain("198.51.100.23");
    }
}
