/**
 * Noise for figures that leave: an exact sampler of the discrete Gaussian and the accounting of what a release costs. Plain
 * Java; knows nothing of tables, policies or Spark.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.noise;
