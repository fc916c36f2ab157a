package dev.footfall.jobs.ingest;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.text.NearestName;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/** Finds the files that a command line names: files, directories, globs, URIs of Hadoop file systems. */
final class Sources {
    private static final int DEEPEST = 20;

    private Sources() {}

    /**
     * The files, in order of name, each once.
     *
     * @throws UserException when a path names nothing, a directory holds no file, or a file cannot be read
     */
    static List<String> find(List<String> paths) {
        Set<String> found = new LinkedHashSet<>();
        for (String path : paths) {
            if (LogInput.remote(path)) {
                found.addAll(remote(path));
            } else {
                found.addAll(local(path.startsWith("file://") ? URI.create(path).getPath() : path));
            }
        }
        return new ArrayList<>(found);
    }

    private static List<String> local(String text) {
        Path path = Path.of(text);
        if (Files.isDirectory(path)) {
            List<String> files = walk(path);
            if (files.isEmpty()) {
                throw new UserException("no logs in directory " + text, "name a directory that holds log files");
            }
            return files;
        }
        if (Files.exists(path)) {
            if (!Files.isReadable(path)) {
                throw new UserException(
                        "cannot read " + text + " (no permission)",
                        "give yourself read permission, or run as its owner");
            }
            if (!Files.isRegularFile(path)) {
                // A pipe can be read once only, and a file is looked at before it is ingested.
                throw new UserException(
                        text + " is no regular file (a pipe or a device)", "pipe it in: footfall ingest - < " + text);
            }
            return List.of(text);
        }
        if (text.matches(".*[*?\\[{].*")) {
            return glob(text);
        }
        throw new UserException("no such file: " + text, nearest(path));
    }

    private static String nearest(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        Path name = path.getFileName();
        if (parent == null || name == null || !Files.isDirectory(parent)) {
            return "its directory does not exist either; check the path";
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            List<String> names =
                    siblings.map(p -> p.getFileName().toString()).limit(10_000).toList();
            return NearestName.of(name.toString(), names)
                    .map(n -> "did you mean " + path.resolveSibling(n) + "?")
                    .orElse("check the path");
        } catch (IOException e) {
            return "check the path";
        }
    }

    private static List<String> walk(Path directory) {
        try (Stream<Path> walk = Files.walk(directory, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile)
                    .filter(p -> !p.getFileName().toString().startsWith("."))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new UserException(
                    "cannot list " + directory + " (a loop of links, or no permission)",
                    "name the files or a glob instead");
        }
    }

    /** A glob that the shell did not expand: it matches below its longest part without wildcards. */
    private static List<String> glob(String pattern) {
        int wildcard = pattern.split("[*?\\[{]", 2)[0].lastIndexOf('/');
        Path base = Path.of(wildcard < 0 ? "." : pattern.substring(0, wildcard + 1));
        String prefix = wildcard < 0 ? "./" : "";
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + prefix + pattern);
        List<String> files = Files.isDirectory(base)
                ? walk(base).stream().filter(f -> matcher.matches(Path.of(f))).toList()
                : List.of();
        if (files.isEmpty()) {
            throw new UserException("no file matches " + pattern, "check the pattern, or name the directory");
        }
        return files;
    }

    private static List<String> remote(String path) {
        try {
            FileSystem fs = FileSystem.get(URI.create(path), Warehouse.hadoop());
            FileStatus[] found = fs.globStatus(new org.apache.hadoop.fs.Path(path));
            List<String> files = new ArrayList<>();
            for (FileStatus status : found == null ? new FileStatus[0] : found) {
                if (status.isDirectory()) {
                    for (FileStatus child :
                            fs.listStatus(status.getPath(), p -> !p.getName().startsWith("."))) {
                        files.add(child.getPath().toString());
                    }
                } else {
                    files.add(status.getPath().toString());
                }
            }
            if (files.isEmpty()) {
                throw new UserException("no such file: " + path, "check the URI");
            }
            files.sort(null);
            return files;
        } catch (IOException e) {
            throw new UserException(
                    "cannot reach " + path + " (" + Reason.of(e) + ")",
                    "check the URI, and that Spark's classpath holds its file system");
        }
    }
}
