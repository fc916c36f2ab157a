package dev.footfall.log;

/**
 * W3C extended log file format (W3C Working Draft WD-logfile-960323) as IIS and others write it: {@code #Fields} names the
 * columns and may change in mid-file, times are UTC, {@code -} is absent, headers have {@code +} for a space.
 */
public final class W3cFormat implements LogFormat {
    private static final long serialVersionUID = 1;

    /** Beginning of the directive that names the columns. */
    static final String FIELDS = "#Fields:";

    @Override
    public String name() {
        return "w3c";
    }

    @Override
    public String description() {
        return "W3C extended (IIS and others), columns from #Fields";
    }

    @Override
    public String sample() {
        return FIELDS
                + " date time c-ip cs-username cs-method cs-uri-stem cs-uri-query sc-status sc-bytes time-taken"
                + " cs(User-Agent) cs(Referer) cs(Cookie)\n"
                + "2025-10-10 13:55:36 192.0.2.10 - GET /index.html q=1 200 5120 15"
                + " Mozilla/5.0+(X11;+Linux+x86_64;+rv:128.0)+Gecko/20100101+Firefox/128.0"
                + " https://www.example.org/ uid=4f1c;+theme=dark";
    }

    @Override
    public LineParser newParser() {
        return new W3cParser(W3cParser.Dialect.PLAIN);
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
