package dev.footfall.agent;

/**
 * What a User-Agent tells. All texts come from the rules, never from the User-Agent itself, so their number is bounded.
 *
 * @param agentClass kind of client
 * @param device kind of device
 * @param os operating system, {@code other} when not known
 * @param name browser, crawler or program, {@code other} when not known, {@code none} without a User-Agent
 * @param majorVersion major version of the browser or program, 0 to 9999, {@code -1} when not known
 */
public record Agent(AgentClass agentClass, DeviceClass device, String os, String name, int majorVersion) {
    /** Value of {@link #majorVersion} when not known. */
    public static final int UNKNOWN_VERSION = -1;

    /** Name and operating system that no rule knows. */
    public static final String OTHER = "other";

    /** A request without User-Agent: no browser leaves it out, so it counts as a tool. */
    public static final Agent ABSENT = new Agent(AgentClass.TOOL, DeviceClass.UNKNOWN, OTHER, "none", UNKNOWN_VERSION);
}
