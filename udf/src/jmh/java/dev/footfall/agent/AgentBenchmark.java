package dev.footfall.agent;

import dev.footfall.Samples;
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

/** One operation classifies one agent that is not remembered. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class AgentBenchmark {
    private final String[] agents = Samples.agents();
    private final AgentClassifier classifier = AgentClassifier.bundled();
    private int next;

    @Benchmark
    public Agent classify() {
        String agent = agents[next];
        next = next + 1 == agents.length ? 0 : next + 1;
        return classifier.classify(agent);
    }
}
