package dev.footfall.jobs.simulate;

import java.util.ArrayList;
import java.util.List;

/** The site's pages: the same in every world, some 400, most of them rarely read. */
final class Catalogue {
    /** Zipf exponent of pages within a section; web page popularity lies between 0.6 and 1 (Breslau et al. 1999). */
    private static final double POPULARITY = 0.9;

    /** A part of the site. */
    enum Section {
        HOME,
        PRODUCTS,
        BLOG,
        DOCS,
        PRO_DOCS,
        COMPANY
    }

    /**
     * A page.
     *
     * @param number from 0, without gaps
     * @param images pictures of its own
     */
    record Page(int number, Section section, String path, int bytes, int images) {
        /** Path of its i-th picture. */
        String image(int i) {
            return "/img/" + label() + (i == 0 ? "" : "-" + i) + ".jpg";
        }

        private String label() {
            String inner = path.substring(1, index() ? Math.max(1, path.length() - 1) : path.length());
            return inner.isEmpty() ? "home" : inner.replace('/', '-');
        }

        /** Whether it lists the section's pages. */
        boolean index() {
            return path.endsWith("/");
        }
    }

    private static final String[] MATERIALS = {
        "oak", "steel", "linen", "cork", "wool", "glass", "copper", "ash", "clay", "cotton", "walnut", "brass"
    };
    private static final String[] THINGS = {
        "lamp", "desk", "chair", "shelf", "mug", "kettle", "rug", "clock", "stool", "tray"
    };
    private static final String[] SUBJECTS = {
        "small-kitchens",
        "evening-light",
        "repairing-chairs",
        "autumn-colours",
        "caring-for-wood",
        "quiet-rooms",
        "moving-house",
        "first-flat",
        "workbench",
        "plants-indoors",
        "storage",
        "balconies",
        "guests",
        "home-office"
    };
    private static final String[] ANGLES = {
        "guide",
        "mistakes",
        "checklist",
        "ideas",
        "before-and-after",
        "costs",
        "tools",
        "interview",
        "history",
        "questions"
    };
    private static final String[] CHAPTERS = {
        "assembly",
        "care",
        "warranty",
        "spare-parts",
        "measuring",
        "mounting",
        "delivery",
        "returns",
        "safety",
        "planner"
    };
    private static final String[] TOPICS = {
        "overview",
        "steps",
        "tools",
        "faq",
        "troubleshooting",
        "video",
        "glossary",
        "safety",
        "contact",
        "downloads",
        "archive"
    };
    private static final String[] COMPANY = {
        "/pricing",
        "/about",
        "/contact",
        "/careers",
        "/press",
        "/terms",
        "/privacy",
        "/help",
        "/stores",
        "/newsletter",
        "/gift-cards",
        "/sustainability"
    };

    private final List<Page> pages = new ArrayList<>();
    private final List<List<Page>> sections = new ArrayList<>();
    private final List<Weights> popularity = new ArrayList<>();

    Catalogue() {
        Dice dice = new Dice(0);
        for (int i = 0; i < Section.values().length; i++) {
            sections.add(new ArrayList<>());
        }
        add(Section.HOME, "/", dice, 2);
        add(Section.PRODUCTS, "/products/", dice, 3);
        cross(Section.PRODUCTS, "/products/", MATERIALS, THINGS, dice);
        add(Section.BLOG, "/blog/", dice, 2);
        cross(Section.BLOG, "/blog/", SUBJECTS, ANGLES, dice);
        add(Section.DOCS, "/docs/", dice, 0);
        for (String chapter : CHAPTERS) {
            for (String topic : TOPICS) {
                boolean pro = chapter.equals("planner");
                add(pro ? Section.PRO_DOCS : Section.DOCS, "/docs/" + (pro ? "pro/" : chapter + "/") + topic, dice, 0);
            }
        }
        for (String path : COMPANY) {
            add(Section.COMPANY, path, dice, 0);
        }
        sections.forEach(s -> popularity.add(Weights.zipf(s.size(), POPULARITY)));
    }

    private void cross(Section section, String prefix, String[] first, String[] second, Dice dice) {
        // Across both lists, so that popular pages are of many kinds.
        for (int i = 0; i < first.length * second.length; i++) {
            String a = first[i % first.length];
            String b = second[(i + i / first.length) % second.length];
            add(section, prefix + a + "-" + b, dice, section == Section.PRODUCTS ? 2 : 1);
        }
    }

    private void add(Section section, String path, Dice dice, int images) {
        List<Page> same = sections.get(section.ordinal());
        if (same.stream().noneMatch(p -> p.path.equals(path))) {
            Page page = new Page(pages.size(), section, path, (int) dice.logNormal(14_000, 0.4), images);
            same.add(page);
            pages.add(page);
        }
    }

    /** A page of the section, popular ones more often. */
    Page draw(Section section, Dice dice) {
        return sections.get(section.ordinal())
                .get(popularity.get(section.ordinal()).draw(dice));
    }

    /** All pages. */
    List<Page> pages() {
        return pages;
    }
}
