package dev.footfall.log;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of the tree of all paths of a mapping, so that one walk over a document finds every value. */
final class PathTree {
    private final Map<String, PathTree> members = new HashMap<>();
    private final Map<Integer, PathTree> elements = new HashMap<>();

    /** Sources that want the value here, with their preference for it (0 is best), in pairs. */
    private int[] wanted = {};

    /** The tree of all paths of {@code sources}; a source is known by its index. */
    static PathTree of(List<Mapping.Source> sources) {
        PathTree root = new PathTree();
        for (int source = 0; source < sources.size(); source++) {
            List<JsonPath> paths = sources.get(source).paths();
            for (int preference = 0; preference < paths.size(); preference++) {
                PathTree node = root;
                for (JsonPath.Step step : paths.get(preference).steps()) {
                    node = step.index() >= 0
                            ? node.elements.computeIfAbsent(step.index(), i -> new PathTree())
                            : node.members.computeIfAbsent(step.name(), n -> new PathTree());
                }
                int size = node.wanted.length;
                node.wanted = Arrays.copyOf(node.wanted, size + 2);
                node.wanted[size] = source;
                node.wanted[size + 1] = preference;
            }
        }
        return root;
    }

    @Nullable PathTree member(String name) {
        return members.get(name);
    }

    @Nullable PathTree element(int index) {
        return elements.isEmpty() ? null : elements.get(index);
    }

    /** Number of sources that want the value here. */
    int wantedBy() {
        return wanted.length / 2;
    }

    int source(int i) {
        return wanted[2 * i];
    }

    int preference(int i) {
        return wanted[2 * i + 1];
    }
}
