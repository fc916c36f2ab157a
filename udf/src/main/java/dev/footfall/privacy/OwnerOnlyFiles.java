package dev.footfall.privacy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes files that only their owner may read (directories 0700, files 0600 where the file system knows POSIX
 * permissions), whole or not at all, and never over an existing one, however many processes try at once.
 */
public final class OwnerOnlyFiles {
    private static final String OWNER_ONLY = "rw-------";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Object ONE_LOCKER_PER_JVM = new Object();

    private OwnerOnlyFiles() {}

    /** Creates a directory and those above it that are missing, for the owner only. */
    public static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        try {
            Files.createDirectory(directory, permissions(directory, "rwx------"));
        } catch (FileAlreadyExistsException anotherProcessWasFaster) {
            if (!Files.isDirectory(directory)) {
                throw anotherProcessWasFaster;
            }
        }
        if (parent != null) {
            sync(parent);
        }
    }

    /**
     * Creates a file with that content unless it exists already, and returns whether it was created. When it returns,
     * the file that is there, ours or another process's, is whole and survives a power cut.
     */
    static boolean createNew(Path file, byte[] content) throws IOException {
        return createNew(file, content, OWNER_ONLY);
    }

    /**
     * As {@link #createNew(Path, byte[])}, for a file that others may read.
     *
     * @param mode its permissions where the file system knows POSIX ones, such as {@code rw-r-----}
     */
    public static boolean createNew(Path file, byte[] content, String mode) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        createDirectories(directory);
        Path temporary = directory.resolve("." + file.getFileName() + "." + randomName() + ".tmp");
        try {
            write(temporary, content, mode);
            boolean created = claim(temporary, file);
            sync(directory);
            return created;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Puts a file with that content in the place of what is there, in one step; durable when it returns. */
    static void replace(Path file, byte[] content) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        createDirectories(directory);
        Path temporary = directory.resolve("." + file.getFileName() + "." + randomName() + ".tmp");
        try {
            write(temporary, content, OWNER_ONLY);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(directory);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * The files below a directory. What vanishes while others write there, such as a file under its name for the time being,
     * is passed over; {@link Files#find} would fail.
     *
     * @param depth directories that may lie between, as for {@link Files#find}
     */
    static List<Path> below(Path directory, int depth) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(directory, Set.of(), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (why instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw why;
            }
        });
        return files;
    }

    /** Deletes what a process left that died while it made a file of that name. */
    static void deleteLeft(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        String begin = "." + file.getFileName() + ".";
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> all = Files.list(directory)) {
            for (Path left : (Iterable<Path>) all::iterator) {
                String name = left.getFileName().toString();
                if (name.startsWith(begin) && name.endsWith(".tmp")) {
                    Files.deleteIfExists(left);
                }
            }
        }
    }

    /** Makes what was created, renamed or deleted in a directory durable. */
    public static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException directoriesCannotBeOpenedHere) {
            // Windows; its file systems order these changes by themselves.
        }
    }

    private static void write(Path file, byte[] content, String mode) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                permissions(file.getParent(), mode))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static boolean claim(Path temporary, Path file) throws IOException {
        try {
            // A hard link fails when the name is taken, in one step; rename would replace.
            Files.createLink(file, temporary);
            return true;
        } catch (FileAlreadyExistsException lost) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException noHardLinks) {
            return claimUnderLock(temporary, file);
        }
    }

    /** For file systems without hard links. */
    static boolean claimUnderLock(Path temporary, Path file) throws IOException {
        Path lockFile = file.resolveSibling(".lock");
        synchronized (ONE_LOCKER_PER_JVM) {
            try (FileChannel channel = FileChannel.open(
                            lockFile,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            permissions(file.getParent(), OWNER_ONLY));
                    FileLock lock = channel.lock()) {
                if (!lock.isValid() || Files.exists(file)) {
                    return false;
                }
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
                return true;
            }
        }
    }

    private static FileAttribute<?>[] permissions(Path near, String mode) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static String randomName() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
