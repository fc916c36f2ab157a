package dev.footfall.jobs.ingest;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.text.NearestName;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
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
    private static final String FILE = "file://";

    private final Set<String> passedOver = new LinkedHashSet<>();

    private Sources() {}

    /**
     * What was found.
     *
     * @param files the files, in order of name, each once
     * @param passedOver what stands in a directory and cannot be read like a file, a sentence each
     */
    record Found(List<String> files, List<String> passedOver) {}

    /**
     * Finds the files.
     *
     * @throws UserException when a path names nothing, a directory holds no file, or a file cannot be read
     */
    static Found find(List<String> paths) {
        Sources sources = new Sources();
        Set<String> found = new LinkedHashSet<>();
        for (String path : paths) {
            if (LogInput.remote(path)) {
                found.addAll(remote(path));
            } else {
                found.addAll(sources.local(path.startsWith(FILE) ? decoded(path) : path));
            }
        }
        return new Found(List.copyOf(found), List.copyOf(sources.passedOver));
    }

    /** The path of a URI; what cannot be one, for it holds spaces, is taken as it stands. */
    private static String decoded(String uri) {
        try {
            return URI.create(uri).getPath();
        } catch (IllegalArgumentException e) {
            return uri.substring(FILE.length());
        }
    }

    private List<String> local(String text) {
        Path path = Path.of(text);
        if (Files.isDirectory(path)) {
            List<String> files = walk(path, file -> true);
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

    private List<String> walk(Path directory, PathMatcher wanted) {
        Walk walk = new Walk(directory, wanted);
        try {
            Files.walkFileTree(directory, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, walk);
        } catch (IOException e) {
            throw new UserException(
                    "cannot list " + (e instanceof FileSystemException named ? named.getFile() : directory) + " ("
                            + Reason.of(e) + ")",
                    "name the files or a glob instead");
        }
        return walk.files.stream().sorted().toList();
    }

    /** All wanted files below a directory but hidden ones; links are followed, unless they lead back to where they stand. */
    private final class Walk extends SimpleFileVisitor<Path> {
        private final Path top;
        private final PathMatcher wanted;
        private final List<String> files = new ArrayList<>();

        Walk(Path top, PathMatcher wanted) {
            this.top = top;
            this.wanted = wanted;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return !directory.equals(top) && hidden(directory)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!hidden(file) && wanted.matches(file)) {
                if (attributes.isRegularFile()) {
                    files.add(file.toString());
                } else if (attributes.isSymbolicLink()) {
                    passedOver.add(file + " is a link to nothing and was passed over");
                } else if (attributes.isDirectory()) {
                    passedOver.add(file + " lies deeper than " + DEEPEST + " directories and was passed over");
                } else {
                    passedOver.add(file + " is no regular file (a pipe or a device) and was passed over");
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE; // all that it leads to is found on the way without it
            }
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // it went while we looked
            }
            throw e;
        }

        private static boolean hidden(Path file) {
            Path name = file.getFileName();
            return name != null && name.toString().startsWith(".");
        }
    }

    /** A glob that the shell did not expand: it matches below its longest part without wildcards. */
    private List<String> glob(String pattern) {
        int wildcard = pattern.split("[*?\\[{]", 2)[0].lastIndexOf('/');
        Path base = Path.of(wildcard < 0 ? "." : pattern.substring(0, wildcard + 1));
        String prefix = wildcard < 0 ? "./" : "";
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + prefix + pattern);
        List<String> files = Files.isDirectory(base) ? walk(base, matcher) : List.of();
        if (files.isEmpty()) {
            throw new UserException("no file matches " + pattern, "check the pattern, or name the directory");
        }
        return files;
    }

    private static List<String> remote(String path) {
        try {
            org.apache.hadoop.fs.Path pattern = new org.apache.hadoop.fs.Path(path);
            FileSystem fs = FileSystem.get(pattern.toUri(), Warehouse.hadoop());
            FileStatus[] found = fs.globStatus(pattern);
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
