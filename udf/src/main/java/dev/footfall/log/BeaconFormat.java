package dev.footfall.log;

/**
 * The browser's own events, one JSON object a line:
 *
 * <table>
 * <caption>Members</caption>
 * <tr><td>{@code ts}</td><td>needed; milliseconds since the epoch or ISO 8601</td></tr>
 * <tr><td>{@code event}</td><td>needed; {@code pageview} or another name</td></tr>
 * <tr><td>{@code ip}</td><td>address that the collector saw</td></tr>
 * <tr><td>{@code ua}</td><td>user agent</td></tr>
 * <tr><td>{@code url}</td><td>page; absolute or a path; its fragment is dropped, its host serves when {@code host} is
 *     absent</td></tr>
 * <tr><td>{@code referrer}</td><td>{@code document.referrer}</td></tr>
 * <tr><td>{@code cookie}</td><td>value of the first-party cookie; a returned cookie named {@value #COOKIE}</td></tr>
 * <tr><td>{@code consent}</td><td>consent state, as the page claims it</td></tr>
 * <tr><td>{@code lang}</td><td>{@code navigator.language}</td></tr>
 * <tr><td>{@code host}</td><td>host of the page</td></tr>
 * <tr><td>{@code gpc}</td><td>{@code navigator.globalPrivacyControl}; true reads as {@code 1}</td></tr>
 * </table>
 *
 * Method is GET and status 200. Other members are passed over; above all an account, which would be the client's word only.
 * For the same reason the time is no trusted time.
 */
public final class BeaconFormat implements LogFormat {
    /** Name that the first-party cookie of a beacon goes by. */
    public static final String COOKIE = "ff_id";

    private static final long serialVersionUID = 1;

    private static final Mapping MAPPING = Mapping.parse(
            """
            name: beacon
            description: the browser's own events, one JSON object a line
            time: $.ts
            client: $.ip
            agent: $.ua
            target: $.url
            referrer: $.referrer
            event: $.event
            consent: $.consent
            language: $.lang
            host: $.host
            privacy_signal: $.gpc
            cookie: {ff_id: $.cookie}
            required: [event]
            sample: >-
              {"ts":1760104536123,"ip":"192.0.2.10","ua":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101
              Firefox/128.0","url":"https://www.example.com/?q=1","referrer":"https://www.example.org/",
              "event":"pageview","cookie":"4f1c","consent":"all","lang":"en-GB","gpc":false}
            """,
            "beacon");

    @Override
    public String name() {
        return MAPPING.name();
    }

    @Override
    public String description() {
        return MAPPING.description();
    }

    @Override
    public String sample() {
        return MAPPING.sample();
    }

    @Override
    public LineParser newParser() {
        return new BeaconParser(MAPPING);
    }

    @Override
    public String toString() {
        return name();
    }
}
