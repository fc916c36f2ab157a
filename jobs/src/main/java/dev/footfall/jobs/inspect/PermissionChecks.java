package dev.footfall.jobs.inspect;

import dev.footfall.table.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may enter what: separation of the vaults, and of the keys from what they protect, is file permissions alone. */
final class PermissionChecks {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private PermissionChecks() {}

    static List<Finding> all(Path warehouse, Path keys) {
        List<Finding> findings = new ArrayList<>();
        try {
            Map<String, PosixFileAttributes> places = places(warehouse, keys);
            findings.add(closed(warehouse, places));
            findings.add(separation(places));
            findings.add(keyModes(keys));
            if (places.containsKey(keys.getFileName().toString())) {
                findings.add(keysApart(keys, places));
            }
        } catch (UnsupportedOperationException e) {
            findings.add(Finding.warn(
                    "permissions",
                    "this file system has no owners and modes, so nothing keeps vaults and keys apart",
                    "keep the warehouse on one that has"));
        } catch (IOException | UncheckedIOException e) {
            findings.add(Finding.warn(
                    "permissions", "owners and modes cannot be read", "run as the owner of the warehouse"));
        }
        return findings;
    }

    /** What others have no business in, by its name below the warehouse. */
    private static Map<String, PosixFileAttributes> places(Path warehouse, Path keys) throws IOException {
        List<Path> paths = new ArrayList<>();
        Stream.of(Vault.values()).forEach(vault -> paths.add(warehouse.resolve(vault.label())));
        paths.add(warehouse.resolve(Vault.INGEST.label()).resolve("quarantine"));
        Stream.of("plans", "holds", "releases", "erasures", "optouts")
                .forEach(name -> paths.add(warehouse.resolve(name)));
        paths.add(keys);
        Map<String, PosixFileAttributes> places = new LinkedHashMap<>();
        for (Path path : paths) {
            if (Files.exists(path)) {
                places.put(
                        warehouse.relativize(path).toString(), Files.readAttributes(path, PosixFileAttributes.class));
            }
        }
        return places;
    }

    /** Others may neither enter nor read; what lies in a directory that is closed to them is closed, too. */
    private static Finding closed(Path warehouse, Map<String, PosixFileAttributes> places) {
        List<String> open = places.entrySet().stream()
                .filter(place -> isOpen(place.getValue()) && isOpen(places, place.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        if (open.isEmpty()) {
            String modes = places.entrySet().stream()
                    .map(place -> place.getKey() + " "
                            + PosixFilePermissions.toString(place.getValue().permissions()))
                    .collect(Collectors.joining(", "));
            return Finding.ok("permissions", modes.isEmpty() ? "nothing there yet" : modes);
        }
        return Finding.fail(
                "permissions",
                "open to every user of this machine: " + String.join(", ", open),
                open.stream()
                        .map(name -> warehouse.resolve(name).toString())
                        .collect(Collectors.joining(" ", "chmod o= ", "")));
    }

    private static boolean isOpen(Map<String, PosixFileAttributes> places, String name) {
        PosixFileAttributes above = places.get(name.replaceFirst("/.*", ""));
        return above == null || isOpen(above);
    }

    private static boolean isOpen(PosixFileAttributes place) {
        return place.permissions().stream().anyMatch(OTHERS::contains);
    }

    /** Separation of the vaults needs users who may read one and not the other. */
    private static Finding separation(Map<String, PosixFileAttributes> places) {
        Set<String> readers = new HashSet<>();
        Set<String> owners = new HashSet<>();
        for (Vault vault : List.of(Vault.AUDIENCE, Vault.SECURITY, Vault.NETWORK)) {
            PosixFileAttributes place = places.get(vault.label());
            if (place != null) {
                owners.add(place.owner().getName());
                boolean group = place.permissions().contains(PosixFilePermission.GROUP_READ);
                readers.add(
                        place.owner().getName() + (group ? ":" + place.group().getName() : ""));
            }
        }
        if (readers.size() > 1) {
            return Finding.ok(
                    "separation",
                    owners.size() > 1 ? owners.size() + " users own the vaults" : "the vaults have several groups");
        }
        return Finding.warn(
                "separation",
                "one user owns all vaults, so nothing keeps them apart",
                "separation is access control; on a laptop there is none. On a server give each vault its group");
    }

    private static Finding keysApart(Path keys, Map<String, PosixFileAttributes> places) {
        String owner = places.get(keys.getFileName().toString()).owner().getName();
        boolean shared = places.entrySet().stream()
                .anyMatch(place -> !place.getKey().equals(keys.getFileName().toString())
                        && place.getValue().owner().getName().equals(owner));
        return shared
                ? Finding.warn(
                        "keys and data",
                        "have one owner, " + owner + ": who works as that user reads rows and computes their tokens",
                        "let analysts work as other users, in a vault's group; one user on one laptop has no separation")
                : Finding.ok("keys and data", "have different owners");
    }

    private static Finding keyModes(Path keys) throws IOException {
        if (!Files.exists(keys)) {
            return Finding.ok("keys", "none yet");
        }
        try (Stream<Path> walk = Files.walk(keys)) {
            long open = 0;
            for (Path path : (Iterable<Path>) walk::iterator) {
                Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
                mode.addAll(Files.getPosixFilePermissions(path));
                mode.removeAll(EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE));
                open += mode.isEmpty() ? 0 : 1;
            }
            return open == 0
                    ? Finding.ok("keys", "readable by their owner only")
                    : Finding.fail("keys", open + " files are open to others", "chmod -R go= " + keys);
        } catch (IOException | UncheckedIOException e) {
            return Finding.fail("keys", "cannot be read", "run as the owner of " + keys);
        }
    }
}
