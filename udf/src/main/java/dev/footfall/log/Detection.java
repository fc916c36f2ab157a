package dev.footfall.log;

/**
 * The format that fits the first lines of a file best.
 *
 * @param format the format
 * @param confidence share of the tried lines that it parses, in [0.5, 1]
 * @param parsed lines that it parses
 * @param tried lines that are neither blank nor directives
 */
public record Detection(LogFormat format, double confidence, int parsed, int tried) {}
