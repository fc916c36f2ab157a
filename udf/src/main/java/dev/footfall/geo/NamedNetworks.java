package dev.footfall.geo;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operator's list of networks with names; the longest prefix that holds an address names it. Immutable, so usable
 * from several threads.
 *
 * <p>The file is CSV (RFC 4180, UTF-8) with the columns {@code cidr,name[,asn]}; a header, blank lines and lines that
 * begin with {@code #} are allowed.
 */
public final class NamedNetworks {
    private static final String COLUMNS = "write cidr,name or cidr,name,asn, as in 192.0.2.0/24,Example office,64496";
    private static final long LARGEST_ASN = 0xffff_ffffL;

    /** No network has a name. */
    public static final NamedNetworks NONE = new NamedNetworks(List.of());

    private final Map<Cidr, NamedNetwork> networks = new HashMap<>();
    // Prefix lengths that occur, longest first.
    private final int[] lengthsV4;
    private final int[] lengthsV6;

    private NamedNetworks(Collection<NamedNetwork> list) {
        list.forEach(n -> networks.put(n.range(), n));
        lengthsV4 = lengths(false);
        lengthsV6 = lengths(true);
    }

    private int[] lengths(boolean v6) {
        int[] ascending = networks.keySet().stream()
                .filter(c -> c.v6() == v6)
                .mapToInt(Cidr::length)
                .distinct()
                .sorted()
                .toArray();
        int[] descending = new int[ascending.length];
        for (int i = 0; i < ascending.length; i++) {
            descending[i] = ascending[ascending.length - 1 - i];
        }
        return descending;
    }

    /**
     * Reads a file.
     *
     * @throws GeoException when it is missing or unreadable, or a row is wrong: with the line's number
     */
    public static NamedNetworks load(Path csv) {
        String text = read(csv);
        Map<Cidr, NamedNetwork> rows = new HashMap<>();
        boolean first = true;
        int number = 0;
        for (String line : text.split("\r?\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String where = csv + " line " + number;
            List<String> cells = cells(line, where);
            boolean header = first && cells.get(0).matches("(?i)cidr|network|prefix");
            first = false;
            if (!header) {
                NamedNetwork row = row(cells, where);
                if (rows.put(row.range(), row) != null) {
                    throw new GeoException(row.range() + " has a name already", where, "keep one of the two rows");
                }
            }
        }
        return new NamedNetworks(rows.values());
    }

    private static String read(Path csv) {
        try {
            String text = Files.readString(csv, StandardCharsets.UTF_8);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new GeoException("there is no such file", csv.toString(), "check the path of the networks file", e);
        } catch (CharacterCodingException e) {
            throw new GeoException("it is not UTF-8 text", csv.toString(), "save it as CSV in UTF-8", e);
        } catch (IOException e) {
            throw new GeoException("it cannot be read", csv.toString(), "check that it is a readable file", e);
        }
    }

    private static NamedNetwork row(List<String> cells, String where) {
        if (cells.size() < 2 || cells.size() > 3) {
            throw new GeoException("two or three columns are expected, not " + cells.size(), where, COLUMNS);
        }
        Cidr range;
        try {
            range = Cidr.parse(cells.get(0));
        } catch (IllegalArgumentException e) {
            throw new GeoException("the network cannot be read: " + e.getMessage(), where, COLUMNS, e);
        }
        if (cells.get(1).isEmpty()) {
            throw new GeoException("the name is missing", where, COLUMNS);
        }
        return new NamedNetwork(range, cells.get(1), cells.size() == 3 ? asn(cells.get(2), where) : 0);
    }

    private static long asn(String cell, String where) {
        String digits = cell.regionMatches(true, 0, "AS", 0, 2) ? cell.substring(2) : cell;
        if (digits.isEmpty()) {
            return 0;
        }
        long asn = digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : -1;
        if (asn < 0 || asn > LARGEST_ASN) {
            throw new GeoException("the ASN is no number from 0 to " + LARGEST_ASN, where, COLUMNS);
        }
        return asn;
    }

    private static List<String> cells(String line, String where) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new GeoException("a quote is not closed", where, "close it, and write a quote in a name twice");
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    /** The name of the narrowest network that holds the address, of 4 or 16 bytes; null for none. */
    public @Nullable String name(byte[] address) {
        NamedNetwork network = find(address);
        return network == null ? null : network.name();
    }

    /** The narrowest network that holds the address, of 4 or 16 bytes; null for none. */
    public @Nullable NamedNetwork find(byte[] address) {
        if (networks.isEmpty()) {
            return null;
        }
        boolean mapped = address.length == 16 && Cidr.isV4(address, Cidr.high(address), Cidr.low(address));
        boolean v6 = address.length == 16 && !mapped;
        for (int length : v6 ? lengthsV6 : lengthsV4) {
            NamedNetwork network = networks.get(Cidr.around(address, mapped ? length + 96 : length));
            if (network != null) {
                return network;
            }
        }
        return null;
    }

    /** Number of networks. */
    public int size() {
        return networks.size();
    }
}
