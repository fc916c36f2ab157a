package dev.footfall.jobs.ingest;

import dev.footfall.jobs.UserException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Content that is no log itself but may hold one, known by its first bytes, with what to do about it. */
enum ForeignContent {
    GZIP("compressed by gzip more than once", "take the outer layer off: zcat FILE | footfall ingest -", 0, "1f8b"),
    ZSTD("compressed by zstd once more", "take the outer layer off: zcat FILE | footfall ingest -", 0, "28b52ffd"),
    ZIP("a zip archive", "unpack it, or pipe a file of it in: unzip -p FILE | footfall ingest -", 0, "504b0304"),
    TAR("a tar archive", "unpack it by tar -xf FILE and name what was in it", 257, "7573746172"),
    BZIP2("compressed by bzip2", "pipe it in: bzcat FILE | footfall ingest -", 0, "425a68"),
    XZ("compressed by xz", "pipe it in: xzcat FILE | footfall ingest -", 0, "fd377a585a00"),
    LZ4("compressed by lz4", "pipe it in: lz4cat FILE | footfall ingest -", 0, "04224d18"),
    SEVEN_ZIP("a 7z archive", "unpack it by 7z x FILE and name what was in it", 0, "377abcaf271c"),
    UTF_16_LITTLE("text in UTF-16", "pipe it in: iconv -f UTF-16 -t UTF-8 FILE | footfall ingest -", 0, "fffe"),
    UTF_16_BIG("text in UTF-16", "pipe it in: iconv -f UTF-16 -t UTF-8 FILE | footfall ingest -", 0, "feff");

    private final String what;
    private final String advice;
    private final int offset;
    private final String magic;

    ForeignContent(String what, String advice, int offset, String magic) {
        this.what = what;
        this.advice = advice;
        this.offset = offset;
        this.magic = magic;
    }

    /**
     * Refuses content that is no text.
     *
     * @param sample the first bytes, decompressed
     * @param lines the lines in them
     * @throws UserException when it is an archive, compressed otherwise, or binary
     */
    static void refuse(String path, byte[] sample, List<byte[]> lines) {
        for (ForeignContent one : values()) {
            if (one.begins(sample)) {
                throw new UserException(
                        path + " is " + one.what, one.advice.replace("FILE", path.contains(" ") ? "FILE" : path));
            }
        }
        // A few lines with NULs are what a crash leaves in a log; they go to quarantine.
        long odd = lines.stream().filter(ForeignContent::holdsNul).count();
        if (odd * 2 >= lines.size() && odd > 0) {
            throw new UserException(
                    path + " is no log: it holds binary data", "name text files, plain or compressed by gz or zst");
        }
    }

    private boolean begins(byte[] sample) {
        byte[] bytes = HexFormat.of().parseHex(magic);
        return sample.length >= offset + bytes.length
                && Arrays.equals(sample, offset, offset + bytes.length, bytes, 0, bytes.length);
    }

    private static boolean holdsNul(byte[] line) {
        for (byte b : line) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
