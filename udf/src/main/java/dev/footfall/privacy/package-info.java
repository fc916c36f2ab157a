/**
 * The policy, executable: which column is kept in which form ({@link dev.footfall.privacy.PolicyFile}, {@link
 * dev.footfall.privacy.CompiledPolicy}), keyed pseudonyms and where their keys live ({@link
 * dev.footfall.privacy.Tokenizer}, {@link dev.footfall.privacy.KeyStore}), and the removal of personal data from free
 * text ({@link dev.footfall.privacy.Scrubber}). May depend on {@code dev.footfall.table}, {@code dev.footfall.text},
 * Jackson and Tink; knows neither Spark nor Iceberg.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.privacy;
