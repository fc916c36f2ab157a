package dev.footfall.noise;

import java.math.BigInteger;

/**
 * Draws whose chances are exact: integers only, so no rounding shifts them, which floating point would, in a way that
 * tells an observer the figure beneath the noise (Mironov 2012). After Canonne, Kamath, Steinke, "The Discrete Gaussian for
 * Differential Privacy" (NeurIPS 2020), algorithms 1 and 2. Not thread-safe.
 */
final class ExactDraws {
    private final Bits bits;
    private long reservoir;
    private int left;

    ExactDraws(Bits bits) {
        this.bits = bits;
    }

    private long bits(int wanted) {
        long drawn = 0;
        for (int got = 0; got < wanted; ) {
            if (left == 0) {
                reservoir = bits.next();
                left = Long.SIZE;
            }
            int take = Math.min(left, wanted - got);
            long part = take == Long.SIZE ? reservoir : reservoir & (1L << take) - 1;
            drawn |= part << got;
            reservoir = take == Long.SIZE ? 0 : reservoir >>> take;
            left -= take;
            got += take;
        }
        return drawn;
    }

    /** One of 0 to {@code n - 1}; {@code n} is positive. */
    long uniform(long n) {
        int wanted = Long.SIZE - Long.numberOfLeadingZeros(n - 1);
        while (true) {
            long drawn = bits(wanted);
            if (drawn < n) {
                return drawn;
            }
        }
    }

    private BigInteger uniform(BigInteger n) {
        int wanted = n.subtract(BigInteger.ONE).bitLength();
        while (true) {
            BigInteger drawn = BigInteger.ZERO;
            for (int got = 0; got < wanted; got += Integer.SIZE) {
                int take = Math.min(Integer.SIZE, wanted - got);
                drawn = drawn.or(BigInteger.valueOf(bits(take)).shiftLeft(got));
            }
            if (drawn.compareTo(n) < 0) {
                return drawn;
            }
        }
    }

    /** True with the chance numerator / denominator, which is at most 1. */
    private boolean chance(BigInteger numerator, BigInteger denominator) {
        return denominator.bitLength() < Long.SIZE
                ? uniform(denominator.longValueExact()) < numerator.longValueExact()
                : uniform(denominator).compareTo(numerator) < 0;
    }

    /** True with the chance exp(-numerator / denominator); neither is negative, the denominator not zero. */
    boolean exp(BigInteger numerator, BigInteger denominator) {
        BigInteger[] whole = numerator.divideAndRemainder(denominator);
        for (BigInteger i = BigInteger.ZERO; i.compareTo(whole[0]) < 0; i = i.add(BigInteger.ONE)) {
            if (!expBelowOne(BigInteger.ONE, BigInteger.ONE)) {
                return false;
            }
        }
        return expBelowOne(whole[1], denominator);
    }

    /** The same for a quotient of at most 1: how many chances γ, γ/2, γ/3 … come true in a row is even. */
    private boolean expBelowOne(BigInteger numerator, BigInteger denominator) {
        long tries = 1;
        BigInteger growing = denominator;
        while (chance(numerator, growing)) {
            tries++;
            growing = growing.add(denominator);
        }
        return (tries & 1) == 1;
    }

    private boolean exp(long numerator, long denominator) {
        long tries = 1;
        while (uniform(denominator * tries) < numerator) {
            tries++;
        }
        return (tries & 1) == 1;
    }

    /** A whole number x with a chance in proportion to exp(-|x| / scale); {@code scale} is 1 to 2^30. */
    long laplace(long scale) {
        while (true) {
            long low = uniform(scale);
            if (!exp(low, scale)) {
                continue;
            }
            long high = 0;
            while (exp(1, 1)) {
                high++;
            }
            long size = low + scale * high;
            boolean negative = uniform(2) == 1;
            if (!(negative && size == 0)) {
                return negative ? -size : size;
            }
        }
    }
}
