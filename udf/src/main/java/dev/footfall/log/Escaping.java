package dev.footfall.log;

/** How the writing server escapes text inside a field. */
public enum Escaping {
    /** Bytes stand as they are. */
    NONE,
    /** Apache httpd: {@code \"}, {@code \\}, {@code \n}, {@code \t} …, {@code \xhh} (mod_log_config, "Format Notes"). */
    APACHE,
    /** nginx: {@code \xHH} ({@code escape=default}), or {@code \"}, {@code \n} and JSON escapes ({@code escape=json}). */
    NGINX,
    /** W3C extended log files: {@code +} for a space, in fields of headers only. */
    W3C,
    /**
     * CloudFront: percent-encoded once; {@code %2520} is a space too, as files of before 2019 encode twice. In URLs, which are
     * percent-encoded by nature, only {@code %25} is undone.
     */
    CLOUDFRONT,
    /** HAProxy: {@code #hh} (Configuration Manual, "Logging", "Non-printable characters"). */
    HAPROXY,
    /** Squid: control bytes and those above 0x7f percent-encoded in account names; all else as it stands. */
    SQUID
}
