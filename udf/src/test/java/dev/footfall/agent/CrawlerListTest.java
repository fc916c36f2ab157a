package dev.footfall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CrawlerListTest {
    private static final AgentRules RULES = AgentRules.bundled();
    private static final CrawlerList LIST = CrawlerList.bundled(RULES);
    private static final List<Pattern> PLAIN =
            LIST.entries().stream().map(e -> Pattern.compile(e.pattern())).toList();

    @Test
    void holdsTheWholeList() {
        assertThat(LIST.entries()).hasSizeGreaterThan(1000);
        assertThat(instances()).hasSizeGreaterThan(2000);
    }

    @Test
    void findsInEveryInstanceExactlyWhatPlainRegularExpressionsFind() {
        for (String agent : instances()) {
            assertThat(LIST.matching(agent)).as(agent).isEqualTo(plain(agent)).isNotEqualTo(new BitSet());
        }
    }

    @Test
    void findsWhatPlainRegularExpressionsFindInAgentsCutAndSplicedAtRandom() {
        Random random = new Random(20260101);
        List<String> instances = instances();
        for (int i = 0; i < 1500; i++) {
            String a = instances.get(random.nextInt(instances.size()));
            String b = instances.get(random.nextInt(instances.size()));
            String agent = a.substring(random.nextInt(a.length())) + b.substring(0, random.nextInt(b.length()));
            agent = random.nextInt(4) == 0 ? agent.toLowerCase(java.util.Locale.ROOT) : agent;
            assertThat(LIST.matching(agent)).as(agent).isEqualTo(plain(agent));
        }
    }

    @Test
    void setsPatternsAsideOnlyThatStandInTheList() {
        List<String> patterns =
                LIST.entries().stream().map(CrawlerList.Entry::pattern).toList();
        assertThat(RULES.people()).allSatisfy(p -> assertThat(patterns).contains(p.pattern()));
        assertThat(RULES.crawlerNames().keySet())
                .allSatisfy(p -> assertThat(patterns).contains(p));
    }

    @Test
    void classifiesNoInstanceAsHumanButThoseSetAside() {
        List<String> human = new ArrayList<>();
        for (String agent : instances()) {
            boolean aside = RULES.people().stream()
                    .anyMatch(p -> Pattern.compile(p.pattern()).matcher(agent).find());
            if (!aside && AgentClassifier.bundled().classify(agent).agentClass() == AgentClass.HUMAN) {
                human.add(agent);
            }
        }
        assertThat(human).isEmpty();
    }

    private static List<String> instances() {
        return LIST.entries().stream().flatMap(e -> e.instances().stream()).toList();
    }

    private static BitSet plain(String agent) {
        BitSet all = new BitSet();
        for (int i = 0; i < PLAIN.size(); i++) {
            if (PLAIN.get(i).matcher(agent).find()) {
                all.set(i);
            }
        }
        return all;
    }
}
