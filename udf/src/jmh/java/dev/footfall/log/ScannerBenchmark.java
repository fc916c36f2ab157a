package dev.footfall.log;

import dev.footfall.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One operation parses one line of a format's samples, to offsets, time and numbers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ScannerBenchmark {
    @Param({"combined", "combined_time", "w3c", "nginx_json"})
    String format = "combined";

    private final LogLine out = new LogLine();
    private LineParser parser = LogFormats.find("combined").newParser();
    private byte[][] lines = {};
    private int next;

    @Setup
    public void readHits() {
        parser = LogFormats.find(format).newParser();
        List<byte[]> hits = new ArrayList<>();
        for (String line : Samples.log(format + ".log")) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            if (parser.parse(bytes, 0, bytes.length, out) == Outcome.HIT) {
                hits.add(bytes);
            } else if (format.equals("w3c") && !hits.isEmpty() && line.startsWith("#")) {
                break; // from here on the columns are others
            }
        }
        parser = LogFormats.find(format).newParser();
        for (String header : Samples.log(format + ".log").subList(0, 4)) {
            byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
            parser.parse(bytes, 0, bytes.length, out);
        }
        lines = hits.toArray(byte[][]::new);
    }

    @Benchmark
    public Outcome line() {
        byte[] line = lines[next];
        next = next + 1 == lines.length ? 0 : next + 1;
        return parser.parse(line, 0, line.length, out);
    }
}
