package dev.footfall.agent;

import dev.footfall.text.LiteralIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tokens of all rules, found in one pass: a token counts at the start of a word (a letter or digit before it makes
 * it another word), or, with {@code ^}, at the start of the agent.
 */
final class AgentTokens {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private boolean[] anchored = {};
    private LiteralIndex index = LiteralIndex.of(List.of());

    /** Some of the tokens, in the order of a rule. */
    static final class Group {
        private final int[] tokens;

        private Group(int[] tokens) {
            this.tokens = tokens;
        }

        /** Whether one of them occurs. */
        boolean any(int[] ends) {
            for (int token : tokens) {
                if (ends[token] > 0) {
                    return true;
                }
            }
            return false;
        }

        /** Whether all of them occur. */
        boolean all(int[] ends) {
            for (int token : tokens) {
                if (ends[token] == 0) {
                    return false;
                }
            }
            return true;
        }

        int size() {
            return tokens.length;
        }

        /** The index after the first occurrence of its i-th token, or 0. */
        int end(int i, int[] ends) {
            return ends[tokens[i]];
        }
    }

    /** A group of the tokens; new tokens are taken until {@link #seal}. */
    Group group(List<String> members) {
        return new Group(members.stream().mapToInt(this::number).toArray());
    }

    private int number(String token) {
        return numbers.computeIfAbsent(token.toLowerCase(Locale.ROOT), t -> {
            texts.add(t);
            return texts.size() - 1;
        });
    }

    /** Builds the index over the tokens taken. */
    AgentTokens seal() {
        anchored = new boolean[texts.size()];
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            anchored[i] = texts.get(i).startsWith("^");
            literals.add(texts.get(i).substring(anchored[i] ? 1 : 0));
        }
        index = LiteralIndex.of(literals);
        for (int i = 0; i < literals.size(); i++) {
            texts.set(i, literals.get(i));
        }
        return this;
    }

    /** For each token the index after its first occurrence in the agent, or 0. */
    int[] ends(String agent) {
        int[] ends = new int[texts.size()];
        index.find(agent, (token, end) -> {
            if (ends[token] == 0) {
                int start = end - texts.get(token).length();
                if (start == 0 || (!anchored[token] && startsWord(agent, start))) {
                    ends[token] = end;
                }
            }
        });
        return ends;
    }

    private static boolean startsWord(String agent, int start) {
        return !isWordCharacter(agent.charAt(start)) || !isWordCharacter(agent.charAt(start - 1));
    }

    private static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
