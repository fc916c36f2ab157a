package dev.footfall.jobs;

/** The program. */
public final class Footfall {
    private Footfall() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.out.println("footfall");
    }
}
