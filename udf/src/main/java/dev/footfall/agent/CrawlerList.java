package dev.footfall.agent;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.text.LiteralIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The declared robots of crawler-user-agents. Each pattern is found by a literal that every match contains, all
 * literals in one pass; a regular expression runs only where a literal was found and the pattern is more than that.
 */
final class CrawlerList {
    /** Tags of programs rather than robots: people run them, or they watch their owner's own site. */
    private static final Set<String> TOOL_TAGS = Set.of("http-library", "monitoring");

    /** An entry of the list as it stands there. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Entry(String pattern, List<String> instances, List<String> tags) {}

    /** A robot of the list. */
    record Crawler(String name, AgentClass agentClass, List<String> unless) {}

    private final List<Entry> entries;
    private final Crawler[] crawlers;
    private final List<CrawlerPattern> patterns = new ArrayList<>();
    private final int[] entryOf;
    private final LiteralIndex index;

    /** The bundled list, with the rules' names and exceptions. */
    static CrawlerList bundled(AgentRules rules) {
        try (InputStream in =
                Objects.requireNonNull(CrawlerList.class.getResourceAsStream("crawler-user-agents.json"))) {
            return new CrawlerList(List.of(new ObjectMapper().readValue(in, Entry[].class)), rules);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled crawler list cannot be read", e);
        }
    }

    private CrawlerList(List<Entry> entries, AgentRules rules) {
        this.entries = entries;
        crawlers = new Crawler[entries.size()];
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            List<CrawlerPattern> alternatives = CrawlerPattern.parse(entry.pattern());
            crawlers[i] = crawler(entry, alternatives.get(0), rules);
            for (CrawlerPattern alternative : alternatives) {
                patterns.add(alternative);
                owners.add(i);
            }
        }
        entryOf = owners.stream().mapToInt(Integer::intValue).toArray();
        index = LiteralIndex.of(patterns.stream().map(CrawlerPattern::literal).toList());
    }

    private static Crawler crawler(Entry entry, CrawlerPattern pattern, AgentRules rules) {
        AgentClass agentClass =
                entry.tags().stream().anyMatch(TOOL_TAGS::contains) ? AgentClass.TOOL : AgentClass.DECLARED_BOT;
        return new Crawler(
                name(entry.pattern(), pattern.literal(), rules.crawlerNames()),
                agentClass,
                rules.people().stream()
                        .filter(p -> p.pattern().equals(entry.pattern()))
                        .findFirst()
                        // An empty string is in every agent: the pattern never counts.
                        .map(p -> p.unless().isEmpty() ? List.of("") : p.unless())
                        .orElse(List.of()));
    }

    private static String name(String pattern, String literal, Map<String, String> names) {
        String given = names.get(pattern);
        return given != null ? given : literal.replaceAll("^[ ;]+|[ /();:-]+$", "");
    }

    /** The entries of the list. */
    List<Entry> entries() {
        return entries;
    }

    /** The most telling robot of the list that the agent names: the one with the longest literal, then the first. */
    @Nullable
    Crawler find(String agent) {
        int[] best = {-1};
        BitSet tried = new BitSet();
        index.find(agent, (literal, end) -> {
            if ((best[0] < 0 || better(literal, best[0])) && !tried.get(literal)) {
                CrawlerPattern pattern = patterns.get(literal);
                if (pattern.matches(agent, end) && !excepted(entryOf[literal], agent)) {
                    best[0] = literal;
                } else if (!pattern.exact()) {
                    // A second look would find no more, and looks at every hit are what a hostile agent wants.
                    tried.set(literal);
                }
            }
        });
        return best[0] < 0 ? null : crawlers[entryOf[best[0]]];
    }

    private boolean better(int literal, int than) {
        int difference = patterns.get(literal).literal().length()
                - patterns.get(than).literal().length();
        return difference > 0 || (difference == 0 && literal < than);
    }

    private boolean excepted(int entry, String agent) {
        for (String word : crawlers[entry].unless()) {
            if (agent.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** All entries whose pattern matches, without the exceptions for people: what plain regular expressions find. */
    BitSet matching(String agent) {
        BitSet all = new BitSet();
        index.find(agent, (literal, end) -> {
            if (patterns.get(literal).matches(agent, end)) {
                all.set(entryOf[literal]);
            }
        });
        return all;
    }
}
