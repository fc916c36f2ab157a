package dev.footfall.agent;

import dev.footfall.agent.AgentTokens.Group;
import dev.footfall.text.LiteralIndex;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells people's browsers, robots and tools apart by their User-Agent.
 *
 * <p>In this order: programs that say what they are, the crawler list, words such as {@code bot}, marks of attack, then
 * browsers. What calls itself {@code Mozilla} and names no browser is a suspected bot; any other unknown agent is a
 * tool. A missing User-Agent ({@code null}, blank or {@code -}) is {@link Agent#ABSENT}, a tool: browsers always send
 * one.
 *
 * <p>Only the first 1,024 characters count. Time is linear in them; no regular expression that could backtrack far runs
 * on text that no rule knows. Immutable; safe for use by many threads.
 */
public final class AgentClassifier {
    private static final int LONGEST = 1024;
    private static final int MOST_VERSION_DIGITS = 4;

    /** No browser sends these: templates, shells, markup, look-ups. */
    private static final LiteralIndex ATTACKS =
            LiteralIndex.of(List.of("${", "() {", "(){", "<script", "<?", "../", "{{", "sleep(", " union ", "\u0000"));

    private static final class Bundled {
        private static final AgentClassifier INSTANCE =
                new AgentClassifier(AgentRules.bundled(), AgentRules.bundledBrowsers());
    }

    private record ProgramTest(String name, AgentClass agentClass, Group tokens, Group version) {}

    private record WordTest(String word, boolean end, List<String> except) {}

    private record SystemTest(String os, DeviceClass device, Group tokens, Group also) {}

    private record BrowserTest(String name, Group tokens, Group also, Group version) {}

    private final AgentTokens tokens = new AgentTokens();
    private final CrawlerList crawlers;
    private final ProgramTest[] programs;
    private final WordTest[] words;
    private final LiteralIndex wordIndex;
    private final SystemTest[] systems;
    private final BrowserTest[] browsers;

    /** The classifier with the bundled rules; built at first use. */
    public static AgentClassifier bundled() {
        return Bundled.INSTANCE;
    }

    private AgentClassifier(AgentRules rules, List<AgentRules.Browser> browserRules) {
        crawlers = CrawlerList.bundled(rules);
        programs = rules.programs().stream()
                .map(p ->
                        new ProgramTest(p.name(), p.agentClass(), tokens.group(p.tokens()), tokens.group(p.version())))
                .toArray(ProgramTest[]::new);
        words = rules.words().stream()
                .map(w -> new WordTest(w.word(), w.end(), w.except()))
                .toArray(WordTest[]::new);
        wordIndex = LiteralIndex.of(
                rules.words().stream().map(AgentRules.Word::word).toList());
        systems = rules.systems().stream()
                .map(s -> new SystemTest(s.os(), s.device(), tokens.group(s.tokens()), tokens.group(s.also())))
                .toArray(SystemTest[]::new);
        browsers = browserRules.stream()
                .map(b -> new BrowserTest(
                        b.name(), tokens.group(b.tokens()), tokens.group(b.also()), tokens.group(b.version())))
                .toArray(BrowserTest[]::new);
        tokens.seal();
    }

    /** What the User-Agent tells; never fails, whatever it holds. */
    public Agent classify(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank() || userAgent.equals("-")) {
            return Agent.ABSENT;
        }
        String agent = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
        int[] ends = tokens.ends(agent);
        for (ProgramTest program : programs) {
            if (program.tokens.any(ends)) {
                return machine(program.agentClass, program.name, version(agent, program.version, ends));
            }
        }
        CrawlerList.Crawler crawler = crawlers.find(agent);
        if (crawler != null) {
            return machine(crawler.agentClass(), crawler.name(), versionOf(agent, crawler.name()));
        }
        if (callsItselfRobot(agent)) {
            return machine(AgentClass.DECLARED_BOT, Agent.OTHER, Agent.UNKNOWN_VERSION);
        }
        if (looksLikeAttack(agent)) {
            return machine(AgentClass.SUSPECTED_BOT, Agent.OTHER, Agent.UNKNOWN_VERSION);
        }
        return browser(agent, ends);
    }

    private Agent browser(String agent, int[] ends) {
        for (BrowserTest browser : browsers) {
            if (browser.tokens.any(ends) && browser.also.all(ends)) {
                return person(browser.name, version(agent, browser.version, ends), ends);
            }
        }
        boolean claimsBrowser = agent.startsWith("Mozilla/") || agent.startsWith("Opera/");
        AgentClass agentClass = claimsBrowser ? AgentClass.SUSPECTED_BOT : AgentClass.TOOL;
        return machine(agentClass, Agent.OTHER, Agent.UNKNOWN_VERSION);
    }

    private Agent person(String name, int version, int[] ends) {
        for (SystemTest system : systems) {
            if (system.tokens.any(ends) && system.also.all(ends)) {
                return new Agent(AgentClass.HUMAN, system.device, system.os, name, version);
            }
        }
        return new Agent(AgentClass.HUMAN, DeviceClass.UNKNOWN, Agent.OTHER, name, version);
    }

    /** A robot or tool; its operating system is that of a data centre, or pretended. */
    private static Agent machine(AgentClass agentClass, String name, int version) {
        DeviceClass device =
                switch (agentClass) {
                    case DECLARED_BOT, SUSPECTED_BOT -> DeviceClass.BOT;
                    case TOOL, HUMAN -> DeviceClass.UNKNOWN;
                };
        return new Agent(agentClass, device, Agent.OTHER, name, version);
    }

    private boolean callsItselfRobot(String agent) {
        boolean[] found = {false};
        wordIndex.find(agent, (word, end) -> found[0] |= !found[0] && isRobotWord(words[word], agent, end));
        return found[0];
    }

    private static boolean isRobotWord(WordTest word, String agent, int end) {
        if (!word.end) {
            return true;
        }
        int after = end < agent.length() && agent.charAt(end) == 's' ? end + 1 : end;
        if (after < agent.length() && Character.isLetter(agent.charAt(after))) {
            return false;
        }
        int start = end - word.word.length();
        while (start > 0 && Character.isLetter(agent.charAt(start - 1))) {
            start--;
        }
        return !word.except.contains(agent.substring(start, end).toLowerCase(Locale.ROOT));
    }

    private static boolean looksLikeAttack(String agent) {
        boolean[] found = {false};
        ATTACKS.find(agent, (mark, end) -> found[0] = true);
        return found[0];
    }

    /** The number after the first of the tokens that has one. */
    private static int version(String agent, Group tokens, int[] ends) {
        for (int i = 0; i < tokens.size(); i++) {
            int end = tokens.end(i, ends);
            if (end > 0) {
                int version = numberAt(agent, end);
                if (version >= 0) {
                    return version;
                }
            }
        }
        return Agent.UNKNOWN_VERSION;
    }

    /** The number after the name, in any case: a crawler's name may come from its pattern. */
    private static int versionOf(String agent, String name) {
        for (int at = 0; at <= agent.length() - name.length(); at++) {
            if (agent.regionMatches(true, at, name, 0, name.length())) {
                return numberAt(agent, at + name.length());
            }
        }
        return Agent.UNKNOWN_VERSION;
    }

    /** Up to four digits, after a separator and the letter v if need be; more digits are no version. */
    private static int numberAt(String agent, int from) {
        int at = from;
        while (at < agent.length() && at < from + 2 && "/ :v_]".indexOf(agent.charAt(at)) >= 0) {
            at++;
        }
        int number = 0;
        int digits = 0;
        while (at < agent.length() && agent.charAt(at) >= '0' && agent.charAt(at) <= '9') {
            if (++digits > MOST_VERSION_DIGITS) {
                return Agent.UNKNOWN_VERSION;
            }
            number = number * 10 + agent.charAt(at++) - '0';
        }
        return digits == 0 ? Agent.UNKNOWN_VERSION : number;
    }
}
