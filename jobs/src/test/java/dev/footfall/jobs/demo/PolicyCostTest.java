package dev.footfall.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.demo.PolicyCost.Variant;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.simulate.BenchLog;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyFile;
import dev.footfall.table.Form;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCostTest {
    @TempDir
    Path temp;

    /** What the weaker policies lack is what their names say, and nothing else. */
    @Test
    void eachVariantLacksWhatItSays() {
        Map<Variant, PolicyFile> policies = new EnumMap<>(Variant.class);
        for (Variant variant : Variant.values()) {
            policies.put(variant, PolicyFile.parse(variant.of(PolicyFile.bundledText()), variant.name()));
        }

        assertThat(policies.get(Variant.BUNDLED).rules())
                .isEqualTo(PolicyFile.bundled().rules());
        assertThat(policies.get(Variant.WITHOUT_SCRUBBERS).scrubbers()).isEmpty();
        assertThat(policies.get(Variant.WITHOUT_SCRUBBERS).rules())
                .isEqualTo(PolicyFile.bundled().rules());
        assertThat(policies.get(Variant.WITHOUT_TOKENS).scrubbers()).isNotEmpty();
        for (Variant without : new Variant[] {Variant.WITHOUT_TOKENS, Variant.WITHOUT_EITHER}) {
            assertThat(forms(policies.get(without))).doesNotContain(Form.TOKEN, Form.ENCRYPT);
            assertThat(CompiledPolicy.ofAllTables(policies.get(without)).kindsOfHits())
                    .isEmpty();
        }
        assertThat(forms(policies.get(Variant.BUNDLED))).contains(Form.TOKEN, Form.ENCRYPT);
        assertThat(policies.get(Variant.WITHOUT_EITHER).scrubbers()).isEmpty();
    }

    private static Stream<Form> forms(PolicyFile policy) {
        return policy.rules().values().stream()
                .flatMap(table -> table.values().stream())
                .map(PolicyFile.Rule::form);
    }

    @Test
    void measuresEachVariantAndLeavesNoWarehouse() throws IOException {
        StringWriter progress = new StringWriter();

        Rows rows = new PolicyCost(null, 2_000, 1, new PrintWriter(progress)).measure(temp);

        assertThat(rows.rows()).hasSize(Variant.values().length).allSatisfy(row -> {
            assertThat(row).hasSameSizeAs(rows.columns());
            assertThat(row.get(1)).isEqualTo(2_000L);
            assertThat((double) row.get(2)).isPositive();
        });
        assertThat(rows.rows().get(0)).element(5).isEqualTo(0.0);
        assertThat(progress.toString()).contains("warm-up, bundled", "round 1, without either");
        assertThat(Files.exists(temp.resolve("warehouse"))).isFalse();
    }

    @Test
    void measuresOnALogOfOnesOwn() throws IOException {
        Path log = temp.resolve("own.log");
        BenchLog.write(log, 700, 9);

        Rows rows = new PolicyCost(log, 1, 1, new PrintWriter(new StringWriter())).measure(temp);

        assertThat(rows.rows()).allSatisfy(row -> assertThat(row.get(1)).isEqualTo(700L));
        assertThat(log).exists();
    }

    /** Of two equal stretches of work one is inside. */
    @Test
    void samplesTellWhereTheTimeGoes() throws IOException {
        CodeShare inside = new CodeShare(Inside.class.getName());
        CodeShare both = new CodeShare("dev.footfall.jobs.demo.");
        Bench.Step work = () -> CompletableFuture.runAsync(
                        () -> {
                            work();
                            Inside.work();
                        },
                        command -> new Thread(command).start())
                .join();

        inside.during(work, temp.resolve("inside.jfr"));
        both.during(work, temp.resolve("both.jfr"));

        assertThat(inside.samples()).isPositive();
        assertThat(inside.percent()).isBetween(10.0, 90.0);
        assertThat(both.percent()).isGreaterThan(inside.percent());
    }

    private static void work() {
        long until = System.nanoTime() + 500_000_000;
        byte[] bytes = new byte[1000];
        while (System.nanoTime() < until) {
            Arrays.fill(bytes, (byte) Arrays.hashCode(bytes));
            Arrays.sort(Arrays.toString(bytes).toCharArray());
        }
    }

    private static final class Inside {
        static void work() {
            PolicyCostTest.work();
        }
    }
}
