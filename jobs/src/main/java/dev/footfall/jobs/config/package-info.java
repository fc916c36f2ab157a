/** {@code footfall.yaml}: sites and zones, trusted proxies, rules, databases, policy. Knows no Spark. */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.config;
