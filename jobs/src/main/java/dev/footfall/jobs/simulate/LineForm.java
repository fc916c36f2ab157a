package dev.footfall.jobs.simulate;

import java.util.Locale;

/** How the server writes its log: forms that the program reads under the same names. */
public enum LineForm {
    COMBINED_COOKIE,
    COMBINED_TIME,
    COMBINED,
    NGINX_JSON,
    W3C;

    /** The name of the format. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
