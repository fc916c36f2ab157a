package dev.footfall.jobs.report;

import dev.footfall.estimate.VisitRule;
import dev.footfall.jobs.SharedSpark;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.Tables;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Hand-made rows of {@code audience.hits}; what is not said is a human pageview of /a from Berlin. */
final class TestHits {
    private final List<Map<String, @Nullable Object>> hits = new ArrayList<>();
    private final ZoneId zone;

    TestHits() {
        this(ZoneOffset.UTC);
    }

    TestHits(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Adds a hit.
     *
     * @param instant ISO, UTC
     * @param nameValues column names and values in turn; tokens as text
     */
    TestHits add(String instant, @Nullable Object... nameValues) {
        Instant ts = Instant.parse(instant);
        Map<String, @Nullable Object> hit = new HashMap<>();
        hit.put("ts", ts);
        hit.put("day", Date.valueOf(ts.atZone(zone).toLocalDate()));
        hit.put("site", "shop");
        hit.put("host", "shop.example");
        hit.put("page", "/a");
        hit.put("method", "GET");
        hit.put("status", 200);
        hit.put("bytes", 100L);
        hit.put("kind", "page");
        hit.put("pageview", true);
        hit.put("medium", "direct");
        hit.put("country", "DE");
        hit.put("region", "Berlin");
        hit.put("city", "Berlin");
        hit.put("device", "desktop");
        hit.put("os", "Linux");
        hit.put("agent", "Firefox");
        hit.put("agent_class", "human");
        hit.put("cookie_state", "returned");
        for (int i = 0; i < nameValues.length; i += 2) {
            hit.put(String.valueOf(nameValues[i]), nameValues[i + 1]);
        }
        if (hit.get("browser") == null && hit.get("cookie_state") == "returned") {
            hit.put("cookie_state", "absent");
        }
        hits.add(hit);
        return this;
    }

    /** The rows with the table's schema. */
    Dataset<Row> table() {
        List<StructField> fields = new ArrayList<>();
        for (ColumnSpec column : Tables.AUDIENCE_HITS.columns()) {
            fields.add(DataTypes.createStructField(column.name(), type(column), true));
        }
        StructType schema = new StructType(fields.toArray(StructField[]::new));
        List<Row> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> hit : hits) {
            List<@Nullable Object> values = new ArrayList<>();
            for (StructField field : fields) {
                values.add(sparkValue(hit.get(field.name()), field.dataType()));
            }
            rows.add(RowFactory.create(values.toArray()));
        }
        return SharedSpark.session().createDataFrame(rows, schema);
    }

    /** The same hits for the reference of visits. */
    List<VisitRule.Hit> reference() {
        return hits.stream()
                .map(h -> new VisitRule.Hit(
                        (Instant) java.util.Objects.requireNonNull(h.get("ts")),
                        ((Date) java.util.Objects.requireNonNull(h.get("day"))).toLocalDate(),
                        (String) h.get("browser"),
                        "returned".equals(h.get("cookie_state")),
                        (String) h.get("device_day"),
                        Boolean.TRUE.equals(h.get("pageview")),
                        (String) h.get("page")))
                .toList();
    }

    private static @Nullable Object sparkValue(@Nullable Object value, DataType type) {
        if (value instanceof String text && type.equals(DataTypes.BinaryType)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return value instanceof Instant instant ? java.sql.Timestamp.from(instant) : value;
    }

    private static DataType type(ColumnSpec column) {
        return switch (column.type()) {
            case STRING -> DataTypes.StringType;
            case INT -> DataTypes.IntegerType;
            case LONG -> DataTypes.LongType;
            case BOOLEAN -> DataTypes.BooleanType;
            case DATE -> DataTypes.DateType;
            case TIMESTAMP -> DataTypes.TimestampType;
            case TOKEN, BINARY -> DataTypes.BinaryType;
            case FLOAT -> DataTypes.FloatType;
            case INT_LIST -> DataTypes.createArrayType(DataTypes.IntegerType);
        };
    }
}
