package dev.footfall.agent;

import com.fasterxml.jackson.annotation.JsonValue;

/** What kind of device an agent runs on. */
public enum DeviceClass {
    /** Desktop and laptop computers. */
    DESKTOP("desktop"),
    /** Phones, and consoles held in the hand. */
    MOBILE("mobile"),
    /** Tablets and e-readers. An iPad that asks for desktop pages can't be told from a Mac. */
    TABLET("tablet"),
    /** Televisions, set-top boxes and consoles beside them. */
    TV("tv"),
    /** No device of a person: declared and suspected robots. */
    BOT("bot"),
    /** Not known; all tools. */
    UNKNOWN("unknown");

    private final String label;

    DeviceClass(String label) {
        this.label = label;
    }

    /** The name in tables and reports. */
    @JsonValue
    public String label() {
        return label;
    }
}
