package dev.footfall.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTest {
    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("/a"), "no such file or directory"),
                Arguments.of(new FileNotFoundException("/a (No such file or directory)"), "no such file or directory"),
                Arguments.of(new AccessDeniedException("/a"), "no permission"),
                Arguments.of(new FileAlreadyExistsException("/a"), "a file of that name exists"),
                Arguments.of(new NotDirectoryException("/a"), "not a directory"),
                Arguments.of(new DirectoryNotEmptyException("/a"), "the directory is not empty"),
                Arguments.of(new MalformedInputException(1), "not UTF-8 text"),
                Arguments.of(new EOFException(), "it ends too early"),
                Arguments.of(new FileSystemException("/a", null, "Is a directory"), "is a directory"),
                Arguments.of(new FileSystemException("/a"), "file system"),
                Arguments.of(new UTFDataFormatException(), "utfdata format"),
                Arguments.of(new IOException("secret"), "input or output failed"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void saysWhyWithoutTheFilesName(IOException e, String words) {
        assertThat(Reason.of(e)).isEqualTo(words);
    }
}
