package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.UserException;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Directories as they are in life: links in circles, pipes, hidden files, the same file by two ways. */
@Timeout(60)
class SourcesTest {
    @TempDir
    Path temp;

    private Path logs;

    @BeforeEach
    void makeDirectory() throws Exception {
        logs = temp.resolve("logs");
        Samples.write(logs.resolve("a.log"), Samples.lines(0, 5));
        Samples.write(logs.resolve("old/b.log"), Samples.lines(5, 12));
        Samples.write(logs.resolve(".hidden.log"), Samples.lines(12, 13));
        Samples.write(logs.resolve(".git/c.log"), Samples.lines(13, 14));
    }

    private List<String> names(Sources.Found found) {
        return found.files().stream()
                .map(file -> logs.relativize(Path.of(file)).toString())
                .toList();
    }

    private Sources.Found find() {
        return Sources.find(List.of(logs.toString()));
    }

    @Test
    void hiddenFilesAndThoseInHiddenDirectoriesAreLeftAlone() {
        assertThat(names(find())).containsExactly("a.log", "old/b.log");
        assertThat(find().passedOver()).isEmpty();
        assertThat(Sources.find(List.of(logs.resolve(".hidden.log").toString())).files())
                .as("unless it is named")
                .hasSize(1);
    }

    @Test
    void aLinkThatLeadsInACircleHidesNothing() throws IOException {
        Files.createSymbolicLink(logs.resolve("old/loop"), logs);
        Files.createSymbolicLink(logs.resolve("self"), Path.of("self"));
        assertThat(names(find())).containsExactly("a.log", "old/b.log");
        assertThat(find().passedOver()).isSubsetOf(logs + "/self is a link to nothing and was passed over");
    }

    @Test
    void aLinkToADirectoryIsFollowed() throws IOException {
        Path elsewhere = temp.resolve("elsewhere");
        Samples.write(elsewhere.resolve("d.log"), Samples.lines(20, 21));
        Files.createSymbolicLink(logs.resolve("linked"), elsewhere);
        assertThat(names(find())).containsExactly("a.log", "linked/d.log", "old/b.log");
    }

    @Test
    void whatCannotBeReadLikeAFileIsPassedOverAndNamed() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", logs.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.createSymbolicLink(logs.resolve("device"), Path.of("/dev/zero"));
        Files.createSymbolicLink(logs.resolve("gone"), temp.resolve("gone"));
        Sources.Found found = find();
        assertThat(names(found)).containsExactly("a.log", "old/b.log");
        assertThat(found.passedOver())
                .containsExactlyInAnyOrder(
                        logs + "/pipe is no regular file (a pipe or a device) and was passed over",
                        logs + "/device is no regular file (a pipe or a device) and was passed over",
                        logs + "/gone is a link to nothing and was passed over");
        assertThat(Sources.find(List.of(logs + "/*.log")).passedOver())
                .as("of a pattern, only what it matches")
                .isEmpty();
        Cli.Run run = Cli.run("--warehouse", temp.resolve("w"), "ingest", logs);
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("note: " + logs + "/pipe is no regular file");
    }

    @Test
    void aDeviceOrAPipeByItsNameIsRefused() {
        assertThatThrownBy(() -> Sources.find(List.of("/dev/null")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no regular file");
    }

    @Test
    void aFileReachedByTwoWaysCountsOnce() throws IOException {
        Files.createSymbolicLink(logs.resolve("current.log"), logs.resolve("a.log"));
        Files.createLink(logs.resolve("same.log"), logs.resolve("a.log"));
        Path w = temp.resolve("w");
        List<Map<String, Object>> files = Cli.ingest(w, logs, logs.resolve("a.log"), logs.resolve("old/../a.log"));
        assertThat(Stored.in(w, Tables.AUDIENCE_HITS).size()).isEqualTo(12);
        assertThat(files.stream().mapToInt(f -> (int) f.get("hits")).sum()).isEqualTo(12);
        assertThat(files.stream().mapToInt(f -> (int) f.get("duplicates")).sum())
                .isEqualTo(15);
    }
}
