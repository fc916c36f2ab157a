package dev.footfall.jobs.hold;

import com.google.crypto.tink.StreamingAead;
import dev.footfall.privacy.OwnerOnlyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

/**
 * The encrypted files of one part of a case. Each is bound to its case, part and name, so that none can be put in the
 * place of another, cut or changed without being noticed. They are for their owner only.
 *
 * @param cipher the case's
 * @param bound name of case and part
 */
record CaseFiles(StreamingAead cipher, String bound) {
    /** A file as it is written; what went in is durable once it is closed. */
    private static final class Durable extends OutputStream {
        private final FileChannel file;
        private final OutputStream out;

        Durable(FileChannel file) {
            this.file = file;
            this.out = Channels.newOutputStream(file);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            if (file.isOpen()) {
                file.force(true);
                file.close();
            }
        }
    }

    OutputStream create(Path directory, String name) throws IOException {
        FileAttribute<?>[] mode =
                directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        FileChannel file = FileChannel.open(
                directory.resolve(name), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode);
        try {
            return cipher.newEncryptingStream(new Durable(file), aad(name));
        } catch (GeneralSecurityException keyIsGood) {
            file.close();
            throw new IllegalStateException(keyIsGood);
        }
    }

    InputStream open(Path directory, String name) throws IOException {
        InputStream in = Files.newInputStream(directory.resolve(name));
        try {
            return cipher.newDecryptingStream(in, aad(name));
        } catch (GeneralSecurityException keyIsGood) {
            in.close();
            throw new IllegalStateException(keyIsGood);
        }
    }

    private byte[] aad(String name) {
        return (bound + "/" + name).getBytes(StandardCharsets.UTF_8);
    }

    /** Deletes a directory and all in it, if it is there; interrupted, it can be run again. */
    static void delete(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry)) {
                    delete(entry);
                } else {
                    Files.delete(entry);
                }
            }
        }
        Files.delete(directory);
        OwnerOnlyFiles.sync(directory.toAbsolutePath().getParent());
    }
}
