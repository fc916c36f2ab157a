/**
 * What a visit is, and how many people and browsers stand behind the tokens of a period, with an interval and the
 * evidence used. Plain arithmetic on counts: knows neither Spark nor tables.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.estimate;
