package dev.footfall.jobs.ingest;

import dev.footfall.log.LogFormat;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A file, or a part of one, that a task reads.
 *
 * @param index position of the file among those that the batch takes
 * @param path where it is; {@code -} for standard input
 * @param name its name without directories, scrubbed
 * @param site site of lines that name no configured host
 * @param forcedSite site of all lines, when the user said so
 * @param ownHost host of the site itself, found in a log that names none
 * @param format format to read it by
 * @param from first byte, of the decompressed content
 * @param to lines that start before this byte belong to the unit
 * @param limit byte after the last one that the batch takes of the file
 * @param parserState what the parser remembered at {@code from}
 * @param audienceFile the file's id in the audience vault
 * @param securityFile its id in the security vault
 * @param networkFile its id in the network vault
 * @param ingestFile its id in the program's own tables
 */
record InputUnit(
        int index,
        String path,
        String name,
        String site,
        @Nullable String forcedSite,
        @Nullable String ownHost,
        LogFormat format,
        long from,
        long to,
        long limit,
        String parserState,
        String audienceFile,
        String securityFile,
        String networkFile,
        String ingestFile)
        implements Serializable {

    /** Longest name of a format that tables carry. */
    private static final int LONGEST_LABEL = 200;

    /** The format's name, cut to a bounded length. */
    String formatLabel() {
        return format.name().length() > LONGEST_LABEL ? format.name().substring(0, LONGEST_LABEL) : format.name();
    }

    /** The unit with other bounds. */
    InputUnit part(long newFrom, long newTo) {
        return new InputUnit(
                index,
                path,
                name,
                site,
                forcedSite,
                ownHost,
                format,
                newFrom,
                newTo,
                limit,
                parserState,
                audienceFile,
                securityFile,
                networkFile,
                ingestFile);
    }
}
