package dev.footfall.noise;

import java.math.BigDecimal;
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

/** Draws a second, random numbers of the system included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
public class DiscreteGaussianBenchmark {
    @Param({"1", "250", "10000.5"})
    String variance = "";

    private DiscreteGaussian noise = DiscreteGaussian.of(BigDecimal.ONE);

    @Setup
    public void setUp() {
        noise = DiscreteGaussian.of(new BigDecimal(variance));
    }

    @Benchmark
    public long draw() {
        return noise.draw();
    }
}
