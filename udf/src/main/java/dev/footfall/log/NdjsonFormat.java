package dev.footfall.log;

/** Lines of JSON, one object each, whose fields a {@link Mapping} names. */
public final class NdjsonFormat implements LogFormat {
    private static final long serialVersionUID = 1;

    private final Mapping mapping;

    private NdjsonFormat(Mapping mapping) {
        this.mapping = mapping;
    }

    /** The format that a mapping describes. */
    public static NdjsonFormat of(Mapping mapping) {
        return new NdjsonFormat(mapping);
    }

    /** The mapping. */
    public Mapping mapping() {
        return mapping;
    }

    @Override
    public String name() {
        return mapping.name();
    }

    @Override
    public String description() {
        return mapping.description();
    }

    @Override
    public String sample() {
        return mapping.sample();
    }

    @Override
    public boolean logsCookies() {
        return mapping.logsCookies();
    }

    @Override
    public LineParser newParser() {
        return new NdjsonParser(mapping);
    }

    @Override
    public String toString() {
        return name();
    }
}
