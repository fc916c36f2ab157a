package dev.footfall.udf;

import dev.footfall.privacy.Scrubber;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** {@code footfall_scrub(text)}: the text with card numbers, mail addresses, credentials and tokens replaced. */
public final class ScrubFunction implements UDF1<@Nullable String, @Nullable String> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String call(@Nullable String text) {
        return text == null ? null : Scrubber.all().scrub(text).text();
    }
}
