package dev.footfall.table;

import java.util.Set;

/**
 * A column of something that leaves the warehouse, and what it is derived from.
 *
 * @param output such as {@code report.traffic}
 * @param column its name there
 * @param sources full names of the columns of tables that it is computed from; empty when it says nothing of the data,
 *     such as the name of a method
 */
public record OutputColumn(String output, String column, Set<String> sources) {}
