package dev.footfall.jobs.simulate;

/** Who caused a line, as it really was. */
enum AgentClass {
    HUMAN("human"),
    DECLARED_BOT("declared-bot"),
    SUSPECTED_BOT("suspected-bot"),
    TOOL("tool");

    private final String label;

    AgentClass(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
