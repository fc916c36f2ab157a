package dev.footfall.noise;

/** Random bits, each 0 or 1 with equal chance and independent of all others. */
@FunctionalInterface
interface Bits {
    /** 64 of them. */
    long next();
}
