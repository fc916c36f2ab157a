package dev.footfall.log;

import static dev.footfall.log.Place.Kind.BEGIN_TIME;
import static dev.footfall.log.Place.Kind.BYTES;
import static dev.footfall.log.Place.Kind.CLF_TIME;
import static dev.footfall.log.Place.Kind.CLIENT;
import static dev.footfall.log.Place.Kind.CLIENT_AND_PORT;
import static dev.footfall.log.Place.Kind.EPOCH_TIME;
import static dev.footfall.log.Place.Kind.HOST;
import static dev.footfall.log.Place.Kind.ISO_TIME;
import static dev.footfall.log.Place.Kind.MILLIS_TAKEN;
import static dev.footfall.log.Place.Kind.PART_OF_SECONDS_TAKEN;
import static dev.footfall.log.Place.Kind.REQUEST;
import static dev.footfall.log.Place.Kind.RESULT_AND_STATUS;
import static dev.footfall.log.Place.Kind.STATUS;
import static dev.footfall.log.Place.Kind.URL;
import static dev.footfall.log.Place.SKIP;

import java.util.List;

/**
 * Formats whose values stand in a fixed order, parted by spaces, quoted where they may hold some. Makers of such formats append
 * values in the course of time: what stands behind the last known one is passed over.
 */
final class PositionalFormat implements LogFormat {
    private static final long serialVersionUID = 1;

    private static final String AGENT = "\"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\"";

    /**
     * Elastic Load Balancing, "Access logs for your Application Load Balancer", entry syntax. The time is that at which the
     * balancer received the request, or without it the one of its answer; the time taken is the sum of its three parts.
     */
    static final PositionalFormat ALB = new PositionalFormat(
            "alb",
            "AWS Application Load Balancer",
            Escaping.NGINX,
            14,
            "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.10:51234 198.51.100.7:80 0.000 0.014 0.001 200 200"
                    + " 412 5120 \"GET https://www.example.com:443/index.html?q=1 HTTP/2.0\" " + AGENT
                    + " TLS_AES_128_GCM_SHA256 TLSv1.3"
                    + " arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/73e2d6bc24d8a067"
                    + " \"Root=1-68e90f58-3f2e1d0c9b8a79685746352f\" \"www.example.com\" \"session-reused\" 0"
                    + " 2025-10-10T13:55:36.123000Z \"forward\" \"-\" \"-\" \"198.51.100.7:80\" \"200\" \"-\" \"-\" TID_1a2b3c",
            SKIP, // type
            Place.of(ISO_TIME),
            SKIP, // balancer
            Place.of(CLIENT_AND_PORT),
            SKIP, // target
            Place.of(PART_OF_SECONDS_TAKEN),
            Place.of(PART_OF_SECONDS_TAKEN),
            Place.of(PART_OF_SECONDS_TAKEN),
            Place.of(STATUS),
            SKIP, // status of the target
            SKIP, // bytes received
            Place.of(BYTES),
            Place.of(REQUEST),
            Place.text(Field.AGENT),
            SKIP, // cipher
            SKIP, // TLS version
            SKIP, // target group
            SKIP, // trace id
            SKIP, // server name of TLS
            SKIP, // certificate
            SKIP, // rule priority
            Place.of(BEGIN_TIME));

    /** Elastic Load Balancing, "Access logs for your Classic Load Balancer"; before 2015 it ended behind the request. */
    static final PositionalFormat ELB = new PositionalFormat(
            "elb",
            "AWS Classic Load Balancer",
            Escaping.NGINX,
            12,
            "2025-10-10T13:55:36.123456Z web 192.0.2.10:51234 198.51.100.7:80 0.000073 0.014001 0.000057 200 200 0 5120"
                    + " \"GET https://www.example.com:443/index.html?q=1 HTTP/1.1\" " + AGENT
                    + " ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2",
            Place.of(ISO_TIME),
            SKIP, // balancer
            Place.of(CLIENT_AND_PORT),
            SKIP, // instance
            Place.of(PART_OF_SECONDS_TAKEN),
            Place.of(PART_OF_SECONDS_TAKEN),
            Place.of(PART_OF_SECONDS_TAKEN),
            Place.of(STATUS),
            SKIP, // status of the instance
            SKIP, // bytes received
            Place.of(BYTES),
            Place.of(REQUEST),
            Place.text(Field.AGENT));

    /**
     * Amazon S3 User Guide, "Amazon S3 server access log format". The requester, a canonical user or an IAM identity, is the
     * account. The host header came later, behind the cipher.
     */
    static final PositionalFormat S3 = new PositionalFormat(
            "s3",
            "Amazon S3 server access log",
            Escaping.NONE,
            17,
            "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be example-bucket [10/Oct/2025:13:55:36 +0000]"
                    + " 192.0.2.10 - 3E57427F3EXAMPLE REST.GET.OBJECT index.html \"GET /index.html?q=1 HTTP/1.1\" 200 - 5120"
                    + " 5120 15 14 \"https://www.example.org/\" " + AGENT + " -"
                    + " s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= -"
                    + " ECDHE-RSA-AES128-GCM-SHA256 - example-bucket.s3.eu-central-1.amazonaws.com TLSv1.2 - -",
            SKIP, // owner of the bucket
            SKIP, // bucket
            Place.of(CLF_TIME),
            Place.of(CLIENT),
            Place.text(Field.USER),
            SKIP, // request id
            SKIP, // operation
            SKIP, // key
            Place.of(REQUEST),
            Place.of(STATUS),
            SKIP, // error code
            Place.of(BYTES),
            SKIP, // size of the object
            Place.of(MILLIS_TAKEN),
            SKIP, // turn-around time
            Place.text(Field.REFERRER),
            Place.text(Field.AGENT),
            SKIP, // version id
            SKIP, // host id
            SKIP, // signature version
            SKIP, // cipher
            SKIP, // authentication type
            Place.of(HOST));

    /** Squid's native format, logformat squid (squid-cache.org, "Access logs"). The time is that of the answer's end. */
    static final PositionalFormat SQUID = new PositionalFormat(
            "squid",
            "Squid's native access log",
            Escaping.SQUID,
            10,
            "1760104536.123     15 192.0.2.10 TCP_MISS/200 5120 GET https://www.example.com/index.html?q=1 -"
                    + " HIER_DIRECT/198.51.100.7 text/html",
            Place.of(EPOCH_TIME),
            Place.of(MILLIS_TAKEN),
            Place.of(CLIENT),
            Place.of(RESULT_AND_STATUS),
            Place.of(BYTES),
            Place.text(Field.METHOD),
            Place.of(URL),
            Place.text(Field.USER),
            SKIP, // hierarchy and peer
            Place.text(Field.MIME));

    private final String name;
    private final String description;
    private final Escaping escaping;
    private final int required;
    private final String sample;
    private final List<Place> places;

    private PositionalFormat(
            String name, String description, Escaping escaping, int required, String sample, Place... places) {
        this.name = name;
        this.description = description;
        this.escaping = escaping;
        this.required = required;
        this.sample = sample;
        this.places = List.of(places);
    }

    /** Number of values without which a line is none of the format. */
    int required() {
        return required;
    }

    List<Place> places() {
        return places;
    }

    Escaping escaping() {
        return escaping;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String sample() {
        return sample;
    }

    @Override
    public boolean logsCookies() {
        return false;
    }

    @Override
    public LineParser newParser() {
        return new PositionalParser(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
