# Counts a W3C extended log, knowing nothing of the program; prints what quoted.awk prints. POSIX awk.
/^[ \t\r]*$/ { ignored++; next }
/^#/ {
    ignored++
    if ($1 == "#Fields:") { for (name in column) delete column[name]; width = NF - 1; for (i = 2; i <= NF; i++) column[$i] = i - 1 }
    next
}
{
    lines++
    if (width == 0 || NF != width) next
    split($(column["time"]), clock, ":")
    if (clock[1] > 23 || clock[2] > 59 || clock[3] > 60) next
    hits++
    status[$(column["sc-status"])]++
    bytes += $(column["sc-bytes"])
    who = $(column["c-ip"])
    seen[who]++
    request = $(column["cs-uri-stem"])
    if (request ~ /^\//) {
        if (length(request) > 1) sub(/\/$/, "", request)
        page[request]++
    }
}
END {
    printf "lines %d\nhits %d\nignored %d\nbytes %.0f\n", lines, hits, ignored, bytes
    for (c in seen) printf "client %s %d\n", c, seen[c]
    for (s in status) printf "status %s %d\n", s, status[s]
    for (p in page) printf "page %s %d\n", p, page[p]
}
