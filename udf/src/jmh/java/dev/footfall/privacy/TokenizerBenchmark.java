package dev.footfall.privacy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One operation makes one token. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TokenizerBenchmark {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Tokenizer tokenizer =
            new Tokenizer(KEY, TokenKind.BROWSER, EpochKind.MONTH.of(LocalDate.of(2025, 10, 10)));
    private final byte[] cookie = "509f52ae5bd947953c0cebe58e65f25b".getBytes(StandardCharsets.US_ASCII);
    private final byte[] out = new byte[Tokenizer.BYTES];

    @Benchmark
    public byte[] token() {
        cookie[0]++;
        tokenizer.token(cookie, 0, cookie.length, out);
        return out;
    }
}
