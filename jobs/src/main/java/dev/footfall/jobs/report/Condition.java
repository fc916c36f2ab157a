package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.footfall.jobs.UserException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * A condition {@code dimension=value} of {@code --where}. Several of one dimension mean any of the values, several
 * dimensions all of them.
 *
 * @param value the key to compare with; null for hits that have no value
 */
public record Condition(Dimension dimension, @Nullable Object value) {
    /**
     * Reads {@code dimension=value}; an empty value stands for hits that have none.
     *
     * @throws UserException when it is not of that form, the dimension unknown or the value impossible
     */
    public static Condition parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UserException(
                    "--where '" + text + "' is no condition", "write dimension=value, such as --where country=DE");
        }
        Dimension dimension = Dimension.named(text.substring(0, equals).strip());
        String value = text.substring(equals + 1).strip();
        return new Condition(dimension, value.isEmpty() ? null : dimension.parsed(value));
    }

    /** All conditions as one, values as literals. */
    static Column all(Collection<Condition> conditions, Function<Dimension, Column> key) {
        Map<Dimension, Column> byDimension = new LinkedHashMap<>();
        for (Condition c : conditions) {
            Column one = key.apply(c.dimension).eqNullSafe(lit(c.value));
            byDimension.merge(c.dimension, one, Column::or);
        }
        Column all = lit(true);
        for (Map.Entry<Dimension, Column> e : byDimension.entrySet()) {
            all = all.and(e.getValue());
            if (e.getKey() == Dimension.NOT_FOUND) {
                all = all.and(notFound());
            }
        }
        return all;
    }

    /** What makes a page not found. */
    static Column notFound() {
        return col("status").equalTo(lit(404));
    }

    static List<Condition> parseAll(List<String> texts) {
        return texts.stream().map(Condition::parse).toList();
    }
}
