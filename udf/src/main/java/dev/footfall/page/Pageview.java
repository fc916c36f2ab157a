package dev.footfall.page;

import dev.footfall.agent.AgentClass;
import org.jspecify.annotations.Nullable;

/**
 * The rule what a pageview is: a hit that shows a person a page. Either a GET with status 2xx or 304 of a page from a
 * human agent, or a beacon's {@code pageview} event from a human agent.
 */
public final class Pageview {
    private static final String BEACON_EVENT = "pageview";
    private static final int NOT_MODIFIED = 304;

    private Pageview() {}

    /**
     * Whether a hit is a pageview.
     *
     * @param kind kind of thing asked for
     * @param method request method; {@code null} when not logged, which is no GET
     * @param status HTTP status, any negative number when not logged
     * @param agentClass who asked
     * @param beaconEvent event of a beacon; {@code null} for a server's log. A beacon's hit is judged by it alone
     */
    public static boolean isPageview(
            Kind kind, @Nullable String method, int status, AgentClass agentClass, @Nullable String beaconEvent) {
        if (agentClass != AgentClass.HUMAN) {
            return false;
        }
        if (beaconEvent != null) {
            return beaconEvent.equals(BEACON_EVENT);
        }
        boolean shown = (status >= 200 && status < 300) || status == NOT_MODIFIED;
        return kind == Kind.PAGE && "GET".equals(method) && shown;
    }
}
