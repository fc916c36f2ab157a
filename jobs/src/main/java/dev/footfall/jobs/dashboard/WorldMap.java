package dev.footfall.jobs.dashboard;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The panel's countries on the world. Countries too small for a shape are dots.
 *
 * @param places shapes and dots of every country, shaded; those with a row also have its number and words for a tip
 * @param legend one entry a class, from low to high
 * @param unplaced rows without a place on the map, such as {@code (other)}
 */
record WorldMap(List<Place> places, List<Shades.Legend> legend, int unplaced) {
    /**
     * A country.
     *
     * @param code ISO alpha-2 code
     * @param row index of the panel's row, or -1
     */
    record Place(String code, boolean dot, int shade, int row, String tip) {}

    /**
     * The drawing that the resource holds: an Equal Earth projection, cut at the antimeridian.
     *
     * @param width units of the drawing's coordinates
     * @param shapes SVG path by ISO alpha-2 code
     * @param dots x and y by ISO alpha-2 code
     */
    @JsonIgnoreProperties(ignoreUnknown = false)
    record Drawing(int width, int height, Map<String, String> shapes, Map<String, double[]> dots) {
        private static Drawing read() {
            try (InputStream in = Objects.requireNonNull(WorldMap.class.getResourceAsStream("world.json"))) {
                return new ObjectMapper().readValue(in, Drawing.class);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /** Read when the first map is drawn. */
    private static final class Held {
        private static final Drawing DRAWING = Drawing.read();
    }

    static Drawing drawing() {
        return Held.DRAWING;
    }

    static WorldMap of(Panel panel) {
        int country = column(panel);
        int main = panel.mainColumn();
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (int i = 0; i < panel.rows().size(); i++) {
            if (panel.rows().get(i).get(country) instanceof CharSequence code) {
                rows.putIfAbsent(code.toString(), i);
            }
        }
        Table table = Table.of(panel);
        Shades shades = Shades.of(rows.values().stream().mapToDouble(row -> value(panel, row, main)));
        List<Place> places = new ArrayList<>();
        drawing().shapes().keySet().forEach(code -> places.add(place(code, false, panel, rows, table, shades)));
        drawing().dots().keySet().stream()
                .filter(rows::containsKey)
                .forEach(code -> places.add(place(code, true, panel, rows, table, shades)));
        long placed = places.stream().filter(place -> place.row() >= 0).count();
        return new WorldMap(
                List.copyOf(places),
                shades.legend(value -> shown(panel, main, value)),
                panel.rows().size() - (int) placed);
    }

    private static Place place(
            String code, boolean dot, Panel panel, Map<String, Integer> rows, Table table, Shades shades) {
        Integer row = rows.get(code);
        if (row == null) {
            return new Place(code, dot, 0, -1, Words.country(code) + ": nothing to show");
        }
        int main = panel.mainColumn();
        List<Table.Cell> cells = table.rows().get(row).cells();
        for (Table.Head head : table.heads()) {
            if (head.main()) {
                Table.Cell cell = cells.get(table.heads().indexOf(head));
                String interval = cell.interval().isEmpty() ? "" : " (" + cell.interval() + ")";
                String tip = Words.country(code) + ": " + cell.text() + interval + " " + head.label();
                return new Place(code, dot, shades.of(value(panel, row, main)), row, tip);
            }
        }
        return new Place(code, dot, 1, row, Words.country(code));
    }

    private static String shown(Panel panel, int main, double value) {
        return panel.columns().get(main).type() == Panel.Type.SHARE ? Words.share(value) : Words.count(value);
    }

    private static double value(Panel panel, int row, int main) {
        return main >= 0 && panel.rows().get(row).get(main) instanceof Number number ? number.doubleValue() : 0;
    }

    private static int column(Panel panel) {
        for (int i = 0; i < panel.columns().size(); i++) {
            if (panel.columns().get(i).type() == Panel.Type.COUNTRY) {
                return i;
            }
        }
        throw new IllegalArgumentException("panel " + panel.id() + " has no column of countries");
    }
}
