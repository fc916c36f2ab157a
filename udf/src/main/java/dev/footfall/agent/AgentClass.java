package dev.footfall.agent;

import com.fasterxml.jackson.annotation.JsonValue;

/** What kind of client sent a request. */
public enum AgentClass {
    /** A browser used by a person, as far as its name tells. */
    HUMAN("human"),
    /** A robot that says so: crawlers, link previews, feed readers. */
    DECLARED_BOT("declared-bot"),
    /** A robot that passes for a browser, or an agent that no browser sends. */
    SUSPECTED_BOT("suspected-bot"),
    /** A program: command-line clients, HTTP libraries, monitors, scanners; also a request without User-Agent. */
    TOOL("tool");

    private final String label;

    AgentClass(String label) {
        this.label = label;
    }

    /** The name in tables and reports. */
    @JsonValue
    public String label() {
        return label;
    }
}
