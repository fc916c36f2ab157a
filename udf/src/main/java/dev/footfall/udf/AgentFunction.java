package dev.footfall.udf;

import dev.footfall.agent.AgentClassifier;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** {@code footfall_agent(ua)}: name of the browser, crawler or program. */
public final class AgentFunction implements UDF1<@Nullable String, @Nullable String> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String call(@Nullable String userAgent) {
        return AgentClassifier.bundled().classify(userAgent).name();
    }
}
