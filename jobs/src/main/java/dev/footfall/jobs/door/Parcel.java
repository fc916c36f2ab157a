package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.text.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files that go out together: written beside their places, for their owner only, and moved there at once when they are
 * all whole. Broken off before, it leaves nothing under their names.
 */
final class Parcel implements Closeable {
    private static final String UNDER_WAY = ".part";

    /** Where each file is written, by where it goes; in the order in which they are moved. */
    private final Map<Path, Path> files = new LinkedHashMap<>();

    /**
     * A place for a file, empty yet.
     *
     * @throws UserException when there is a file already, or its directory is missing or not writable
     */
    Path begin(Path place) {
        Path directory = place.toAbsolutePath().getParent();
        if (Files.exists(place)) {
            throw new UserException(place + " exists", "name another file: what went out once is not changed");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new UserException(
                    "there is no directory " + directory, "make it first, or name a file in another one");
        }
        Path writing = directory.resolve("." + place.getFileName() + UNDER_WAY);
        try {
            Files.deleteIfExists(writing); // of a run that was killed
            Files.createFile(writing, ownerOnly(directory));
        } catch (IOException e) {
            throw UserException.failed(
                    "cannot write to " + directory + " (" + Reason.of(e) + ")",
                    "choose a directory that you may write to");
        }
        files.put(place, writing);
        return writing;
    }

    static FileAttribute<?>[] ownerOnly(Path near) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** SHA-256 (FIPS 180-4) of a file. */
    static byte[] digest(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** SHA-256 of a file, in hexadecimal. */
    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** Moves all files to their places. */
    void send() throws IOException {
        for (Path writing : files.values()) {
            sync(writing);
        }
        for (Map.Entry<Path, Path> file : files.entrySet()) {
            Files.move(file.getValue(), file.getKey(), StandardCopyOption.ATOMIC_MOVE);
        }
        files.clear();
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Removes what was not sent. */
    @Override
    public void close() throws IOException {
        for (Path writing : files.values()) {
            Files.deleteIfExists(writing);
        }
        files.clear();
    }
}
