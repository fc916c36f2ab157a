package dev.footfall.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {
    @TempDir
    Path temp;

    @Test
    void aNewDirectoryIsMade() {
        DemoDirectory demo = DemoDirectory.prepare(temp.resolve("a/b"));
        assertThat(demo.world()).isDirectory();
        assertThat(demo.warehouse()).doesNotExist();
    }

    @Test
    void filesThatNoDemoWroteAreRefusedAndStay() throws IOException {
        Path mine = Files.createFile(temp.resolve("thesis.txt"));
        assertThatThrownBy(() -> DemoDirectory.prepare(temp))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--out");
        assertThat(mine).exists();
    }

    @Test
    void anEarlierDemoIsClearedAndNothingElse() throws IOException {
        DemoDirectory earlier = DemoDirectory.prepare(temp);
        Files.createDirectories(earlier.warehouse().resolve("audience"));
        Files.createFile(earlier.warehouse().resolve("audience/rows"));
        Files.createFile(earlier.dashboard());
        Path mine = Files.createFile(temp.resolve("notes.txt"));
        DemoDirectory.prepare(temp);
        assertThat(earlier.warehouse()).doesNotExist();
        assertThat(earlier.dashboard()).doesNotExist();
        assertThat(mine).exists();
    }

    @Test
    void whatALinkPointsToStays() throws IOException {
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("precious"));
        DemoDirectory demo = DemoDirectory.prepare(temp.resolve("demo"));
        Files.createSymbolicLink(demo.world().resolve("link"), elsewhere);
        DemoDirectory.prepare(temp.resolve("demo"));
        assertThat(elsewhere.resolve("precious")).exists();
        assertThat(demo.world()).isEmptyDirectory();
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> DemoDirectory.prepare(file)).isInstanceOf(UserException.class);
    }
}
