package dev.footfall.udf;

import dev.footfall.agent.AgentClassifier;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** {@code footfall_device(ua)}: desktop, mobile, tablet, tv, bot or unknown. */
public final class DeviceFunction implements UDF1<@Nullable String, @Nullable String> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String call(@Nullable String userAgent) {
        return AgentClassifier.bundled().classify(userAgent).device().label();
    }
}
