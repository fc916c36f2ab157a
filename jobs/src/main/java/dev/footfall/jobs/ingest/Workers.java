package dev.footfall.jobs.ingest;

import dev.footfall.jobs.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Where the tasks of a batch run: on the executors of a Spark cluster, or, when there is none, in threads of this process.
 * A task writes its data files itself and gives back what it counted, so Spark would add only its start to a local run.
 */
public abstract class Workers {
    Workers() {}

    /**
     * Workers for a user's settings.
     *
     * @param settings Spark's settings, as {@link Engine#start} takes them
     * @param spark gives the session when it is needed: where Spark's master is local, it never is
     */
    public static Workers of(Map<String, String> settings, Supplier<SparkSession> spark) {
        OptionalInt threads = Engine.localThreads(settings);
        return threads.isPresent() ? new Threads(threads.getAsInt()) : new Executor(spark);
    }

    /** One thread for each core of this machine. */
    public static Workers here() {
        return new Threads(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Runs tasks over all of the files.
     *
     * @throws RuntimeException of the task that failed first; others may go on until they notice that the batch was given up
     */
    abstract List<IngestTask.Result> run(
            IngestTask.Settings settings, Rules rules, Collection<InputPlanner.Looked> files);

    /** Whether tasks run in other processes. */
    abstract boolean elsewhere();

    private static final class Threads extends Workers {
        private final int count;

        Threads(int count) {
            this.count = count;
        }

        @Override
        List<IngestTask.Result> run(IngestTask.Settings settings, Rules rules, Collection<InputPlanner.Looked> files) {
            List<List<InputUnit>> tasks = TaskBalance.of(files, count);
            ExecutorService threads = Executors.newFixedThreadPool(count);
            try {
                ExecutorCompletionService<IngestTask.Result> running = new ExecutorCompletionService<>(threads);
                tasks.forEach(units -> running.submit(() -> IngestTask.run(settings, rules, units, UnitInput::open)));
                List<IngestTask.Result> results = new ArrayList<>();
                for (int i = 0; i < tasks.size(); i++) {
                    results.add(running.take().get());
                }
                return results;
            } catch (ExecutionException e) {
                throw unchecked(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } finally {
                threads.shutdown(); // what waits finds the batch given up and does not begin
            }
        }

        private static RuntimeException unchecked(ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof IOException io) {
                return new UncheckedIOException(io);
            }
            return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
        }

        @Override
        boolean elsewhere() {
            return false;
        }
    }

    private static final class Executor extends Workers {
        private final Supplier<SparkSession> spark;

        Executor(Supplier<SparkSession> spark) {
            this.spark = spark;
        }

        @Override
        List<IngestTask.Result> run(IngestTask.Settings settings, Rules rules, Collection<InputPlanner.Looked> files) {
            JavaSparkContext context =
                    JavaSparkContext.fromSparkContext(spark.get().sparkContext());
            List<List<InputUnit>> tasks = TaskBalance.of(files, context.defaultParallelism());
            return context.parallelize(tasks, tasks.size())
                    .map(units -> runTask(settings, units))
                    .collect();
        }

        private static IngestTask.Result runTask(IngestTask.Settings settings, List<InputUnit> units)
                throws IOException {
            return IngestTask.run(settings, SharedRules.of(settings), units, UnitInput::open);
        }

        @Override
        boolean elsewhere() {
            return true;
        }
    }
}
