package dev.footfall.log;

/** How the writing server escapes text inside a field. */
public enum Escaping {
    /** Bytes stand as they are. */
    NONE,
    /** Apache httpd: {@code \"}, {@code \\}, {@code \n}, {@code \t} …, {@code \xhh} (mod_log_config, "Format Notes"). */
    APACHE,
    /** nginx {@code escape=default}: {@code \xHH} for {@code "}, {@code \} and control or high bytes. */
    NGINX,
    /** W3C extended log files: {@code +} for a space. */
    W3C
}
