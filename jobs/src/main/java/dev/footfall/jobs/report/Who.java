package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;

/** Whose hits a report counts, by agent class. */
public enum Who {
    /** People's browsers: agent class {@code human}. */
    human,
    /** Everything else: declared and suspected bots, and tools such as curl and monitors. */
    bot,
    /** Everything. */
    all;

    static final String AGENT_CLASS = "agent_class";

    Column condition() {
        return switch (this) {
            case human -> col(AGENT_CLASS).equalTo(lit("human"));
            case bot -> col(AGENT_CLASS).notEqual(lit("human"));
            case all -> lit(true);
        };
    }
}
