package dev.footfall.jobs;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a JVM of its own with this one's class path, for what would not survive in this one or would disturb it. */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * Starts a class's main method.
     *
     * @param directory where temporary files, standard output ({@code out}) and standard error ({@code err}) go
     */
    public static Process start(Path directory, Class<?> main, List<String> arguments) throws IOException {
        return start(directory, main, arguments, List.of(), List.of(), Map.of());
    }

    /**
     * Starts a class's main method.
     *
     * @param options further ones for Java, which outrank ours
     * @param before a command that runs Java, such as a shell that sets limits
     * @param environment further variables
     */
    public static Process start(
            Path directory,
            Class<?> main,
            List<String> arguments,
            List<String> options,
            List<String> before,
            Map<String, String> environment)
            throws IOException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx1g",
                "-XX:+UseParallelGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-Dspark.local.dir=" + temporary,
                "-Dspark.master=local[2]",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().putAll(environment);
        return builder.start();
    }
}
