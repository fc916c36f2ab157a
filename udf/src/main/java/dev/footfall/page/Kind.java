package dev.footfall.page;

/** What kind of thing a request asks for. */
public enum Kind {
    /** A page for people to read. */
    PAGE("page"),
    /** A part of a page: style, script, font, image, sound, film. */
    ASSET("asset"),
    /** Data for a program. */
    API("api"),
    /** RSS or Atom. */
    FEED("feed"),
    /** A page loaded ahead, which nobody may ever see. */
    PREFETCH("prefetch"),
    /** A file to keep: documents, archives, programs. */
    DOWNLOAD("download"),
    /** None of these: robots.txt, health checks, {@code OPTIONS *}. */
    OTHER("other");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /** The name in tables and reports. */
    public String label() {
        return label;
    }
}
