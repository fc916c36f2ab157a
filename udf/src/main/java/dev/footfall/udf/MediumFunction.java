package dev.footfall.udf;

import dev.footfall.page.Campaign;
import dev.footfall.page.ReferrerRules;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.api.java.UDF2;
import org.jspecify.annotations.Nullable;

/** {@code footfall_medium(referrer, host)}: direct, internal, search, social, email, paid or referral. */
public final class MediumFunction implements UDF2<@Nullable String, @Nullable String, String> {
    private static final long serialVersionUID = 1L;

    private final HashSet<String> ownHosts;

    /** @param ownHosts further hosts of the site, lower-case */
    public MediumFunction(List<String> ownHosts) {
        this.ownHosts = new HashSet<>(ownHosts);
    }

    @Override
    public String call(@Nullable String referrer, @Nullable String host) {
        return ReferrerRules.bundled()
                .classify(referrer, host, ownHosts, Campaign.NONE)
                .medium()
                .label();
    }
}
