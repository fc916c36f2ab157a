package dev.footfall.jobs.dashboard;

import dev.footfall.jobs.dashboard.Panel.Section;
import java.util.Arrays;
import java.util.List;

/**
 * What the template writes down: the data, and the parts that are trusted because they are ours.
 *
 * @param policy value of the Content-Security-Policy
 * @param style the style sheet
 * @param scripts our script and the chart library
 * @param json the data, safe inside a script element
 */
record Page(DashboardData data, String policy, String style, List<String> scripts, String json) {

    /** A chapter of one view. */
    record Chapter(Section section, List<Panel> panels) {}

    /** The chapters of a view that have panels. */
    static List<Chapter> chapters(View view) {
        return Arrays.stream(Section.values())
                .filter(section -> section != Section.QUALITY)
                .map(section -> new Chapter(
                        section,
                        view.panels().stream()
                                .filter(panel -> panel.section() == section)
                                .toList()))
                .filter(chapter -> !chapter.panels().isEmpty())
                .toList();
    }

    /** Whether any map is drawn. */
    boolean hasMap() {
        return data.views().stream()
                .flatMap(view -> view.panels().stream())
                .anyMatch(panel -> panel.shape() == Panel.Shape.MAP);
    }
}
