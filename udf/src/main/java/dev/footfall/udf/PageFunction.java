package dev.footfall.udf;

import dev.footfall.privacy.Scrubber;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** {@code footfall_page(target)}: the normalised path with the allowed query keys, scrubbed. */
public final class PageFunction implements UDF1<@Nullable String, @Nullable String> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> queryKeys;

    /** @param queryKeys query keys that belong to a page's name */
    public PageFunction(List<String> queryKeys) {
        this.queryKeys = new ArrayList<>(queryKeys);
    }

    @Override
    public @Nullable String call(@Nullable String target) {
        return target == null
                ? null
                : Scrubber.all()
                        .scrub(Opened.pages(queryKeys)
                                .resolve(target, null, null)
                                .page())
                        .text();
    }
}
