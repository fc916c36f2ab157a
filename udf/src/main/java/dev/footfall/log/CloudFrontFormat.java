package dev.footfall.log;

/**
 * Amazon CloudFront's standard logs: a W3C extended file with tabs, in which values are percent-encoded and the time taken is in
 * seconds (Amazon CloudFront Developer Guide, "Standard logging reference"). {@code #Fields} names the columns, so that all
 * sets of them read, those of today (33) and those of older files. A status of {@code 000}, for a viewer who left before the
 * answer, is unknown.
 */
final class CloudFrontFormat implements LogFormat {
    private static final long serialVersionUID = 1;

    /** Column that CloudFront's files have and no others. */
    static final String OWN_COLUMN = "x-edge-location";

    @Override
    public String name() {
        return "cloudfront";
    }

    @Override
    public String description() {
        return "Amazon CloudFront standard log, columns from #Fields";
    }

    @Override
    public String sample() {
        return W3cFormat.FIELDS
                + " date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer)"
                + " cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol"
                + " cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type"
                + " cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte"
                + " x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end\n"
                + "2025-10-10\t13:55:36\tFRA56-P1\t5432\t192.0.2.10\tGET\td111111abcdef8.cloudfront.net\t/index.html\t200\t"
                + "https://www.example.org/\t"
                + "Mozilla/5.0%20(X11;%20Linux%20x86_64;%20rv:128.0)%20Gecko/20100101%20Firefox/128.0\tq=1\t"
                + "uid=4f1c;%20theme=dark\tHit\tSOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==\twww.example.com\t"
                + "https\t23\t0.015\t-\tTLSv1.3\tTLS_AES_128_GCM_SHA256\tHit\tHTTP/2.0\t-\t-\t11040\t0.014\tHit\ttext/html\t"
                + "5120\t-\t-";
    }

    /** Cookies are logged only when the distribution is set so; without one it is not known whether a browser sent any. */
    @Override
    public boolean logsCookies() {
        return false;
    }

    @Override
    public LineParser newParser() {
        return new W3cParser(W3cParser.Dialect.CLOUDFRONT);
    }

    @Override
    public boolean splittable() {
        return false;
    }

    @Override
    public String toString() {
        return name();
    }
}
