package dev.footfall.jobs.simulate;

/** Numbers the cookies that come back, so that truth can count them without keeping their values. */
final class Cookies {
    private int count;

    int next() {
        return count++;
    }
}
