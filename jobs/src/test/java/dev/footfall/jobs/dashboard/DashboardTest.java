package dev.footfall.jobs.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DashboardTest {
    @Test
    void staysUnderThreeMegabytes() throws IOException {
        StringWriter out = new StringWriter();
        Dashboard.render(Bookshop.data(), out);
        Files.writeString(Path.of("target/dashboard.html"), out.toString());
        assertThat(out.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
    }
}
