package dev.footfall.log;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says where the fields of a hit stand in lines of JSON. Written in YAML, one key a field:
 *
 * <pre>{@code
 * name: caddy_like                    # optional, as are description and sample
 * time: $.ts                          # needed
 * time_format: epoch_s                # auto (default), iso8601, epoch_s, epoch_ms, epoch_us, clf
 * client: $.request.remote_ip
 * target: [$.request.uri, $.path]     # the first that is there
 * agent: $.request.headers['User-Agent'][0]
 * duration: $.took
 * duration_unit: ms                   # s (default), ms, us, ns
 * cookie: {uid: $.cookies.uid}        # cookies by name; issued_cookie likewise
 * required: [client, target]          # a line without them goes to quarantine
 * }</pre>
 *
 * The other keys are the names of {@link Field} in lower case, {@code request} (a whole request line), {@code url} (an
 * absolute URL: target, and host when none is mapped), {@code status} and {@code bytes}. JSON null, empty text, {@code -} and
 * {@code (null)}, which Varnish's language writes for a header that is not there, count as absent; so does a status of 0.
 *
 * @param name name of the format
 * @param description one line about it
 * @param sample a line of such a log; may be empty
 * @param sources where each value comes from; a request line comes before its parts, which outrank it
 * @param timeFormat how the time is written
 * @param durationUnit unit of the time taken
 * @param logsCookies whether a line without cookies says that the browser sent none
 */
public record Mapping(
        String name,
        String description,
        String sample,
        List<Source> sources,
        TimeFormat timeFormat,
        TimeUnit durationUnit,
        boolean logsCookies)
        implements Serializable {

    /** What is done with a mapped value. */
    public enum Use {
        /** Split into method, target and protocol. */
        REQUEST,
        /** Absolute URL: target and host. */
        URL,
        /** Put into a field as it is. */
        TEXT,
        /** Checked to be an address or host name. */
        CLIENT,
        /** Put into the host field without its port. */
        HOST,
        /** Read as the time of the request. */
        TIME,
        /** Read as HTTP status. */
        STATUS,
        /** Read as bytes of the response. */
        BYTES,
        /** Read as time taken. */
        DURATION,
        /** Cookie that the browser returned. */
        COOKIE,
        /** Cookie that the response issued. */
        ISSUED_COOKIE
    }

    /**
     * One value and where it stands.
     *
     * @param key its key in the mapping
     * @param use what is done with it
     * @param field field of a text; null otherwise
     * @param cookie name of a cookie; empty otherwise
     * @param required whether a line without it is refused
     * @param paths where to look, the best first
     */
    public record Source(
            String key, Use use, @Nullable Field field, String cookie, boolean required, List<JsonPath> paths)
            implements Serializable {
        /** Copies the paths. */
        public Source {
            paths = List.copyOf(paths);
        }
    }

    /** Copies the sources. */
    public Mapping {
        sources = List.copyOf(sources);
    }

    /**
     * Reads a mapping.
     *
     * @param yaml the text
     * @param origin where it comes from, for messages
     * @throws FormatException naming origin, line, column, key, and the nearest right key
     */
    public static Mapping parse(String yaml, String origin) {
        return new MappingReader(yaml, origin).read();
    }
}
