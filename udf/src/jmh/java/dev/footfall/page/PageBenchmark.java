package dev.footfall.page;

import dev.footfall.Samples;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One operation finds page, kind and campaign of one request target that is not remembered. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PageBenchmark {
    private static final Pattern REQUEST = Pattern.compile("\"[A-Z]+ (\\S+) HTTP/");

    private final PageRules rules = PageRules.defaults();
    private final String[] targets = Samples.log("combined.log").stream()
            .map(REQUEST::matcher)
            .filter(Matcher::find)
            .map(request -> request.group(1))
            .toArray(String[]::new);
    private int next;

    @Benchmark
    public PageTarget resolve() {
        String target = targets[next];
        next = next + 1 == targets.length ? 0 : next + 1;
        return rules.resolve(target, null, null);
    }
}
