package dev.footfall.udf;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** {@code footfall_kind(target)}: page, asset, api, feed, prefetch, download or other, by the path alone. */
public final class KindFunction implements UDF1<@Nullable String, @Nullable String> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> queryKeys;

    /** @param queryKeys query keys that belong to a page's name */
    public KindFunction(List<String> queryKeys) {
        this.queryKeys = new ArrayList<>(queryKeys);
    }

    @Override
    public @Nullable String call(@Nullable String target) {
        return target == null
                ? null
                : Opened.pages(queryKeys).resolve(target, null, null).kind().label();
    }
}
