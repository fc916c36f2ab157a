package dev.footfall.jobs.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Splits big files and combines small ones, so that tasks have about the same amount of work. */
final class TaskBalance {
    /** Parts smaller than this are not worth a data file of their own in each table and day. */
    static final long SMALLEST_TASK = 8L << 20;

    /** Parts larger than this lose much work when a task dies; smaller ones learn agents, clients and pages anew too often. */
    static final long LARGEST_TASK = 512L << 20;

    /** Tasks for each core: enough to even out slow ones, few enough to keep data files large. */
    private static final int TASKS_PER_CORE = 2;

    private TaskBalance() {}

    /** The units of each task, in order of the files. */
    static List<List<InputUnit>> of(Collection<InputPlanner.Looked> files, int cores) {
        long total = files.stream().mapToLong(f -> size(f)).sum();
        long share = Math.max(total / Math.max(1, (long) cores * TASKS_PER_CORE) + 1, 1);
        long target = Math.min(LARGEST_TASK, Math.max(SMALLEST_TASK, share));
        List<List<InputUnit>> tasks = new ArrayList<>();
        List<InputUnit> task = new ArrayList<>();
        long filled = 0;
        for (InputPlanner.Looked file : files) {
            for (InputUnit part : parts(file, target)) {
                if (filled > 0 && filled + part.to() - part.from() > target + target / 4) {
                    tasks.add(task);
                    task = new ArrayList<>();
                    filled = 0;
                }
                task.add(part);
                filled += part.to() - part.from();
            }
        }
        if (!task.isEmpty()) {
            tasks.add(task);
        }
        return tasks;
    }

    private static long size(InputPlanner.Looked file) {
        InputUnit unit = file.unit();
        return unit == null ? 0 : unit.to() - unit.from();
    }

    /** The parts of a file, about {@code target} bytes each. */
    static List<InputUnit> parts(InputPlanner.Looked file, long target) {
        InputUnit unit = file.unit();
        if (unit == null) {
            return List.of();
        }
        long size = size(file);
        if (file.compressed() || !unit.format().splittable() || size <= target + target / 4) {
            return List.of(unit);
        }
        long n = (size + target - 1) / target;
        List<InputUnit> parts = new ArrayList<>();
        for (long i = 0; i < n; i++) {
            parts.add(unit.part(unit.from() + size * i / n, unit.from() + size * (i + 1) / n));
        }
        return parts;
    }
}
