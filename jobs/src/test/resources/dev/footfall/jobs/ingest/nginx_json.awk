# Counts nginx's access log in JSON, knowing nothing of the program; prints what quoted.awk prints. POSIX awk.
function member(name,    text) {
    if (!match($0, "\"" name "\":\"?[^\",}]*")) return ""
    text = substr($0, RSTART, RLENGTH)
    sub(/^"[a-z0-9_]*":"?/, "", text)
    return text
}
/^[ \t\r]*$/ { ignored++; next }
{
    lines++
    if ($0 !~ /^\{.*\}$/) next
    hits++
    status[member("status")]++
    bytes += member("body_bytes_sent")
    who = member("remote_addr")
    seen[who]++
    request = member("request")
    sub(/^[A-Z]+ /, "", request)
    sub(/ HTTP\/[0-9.]+$/, "", request)
    sub(/\?.*$/, "", request)
    gsub(/\\u00e9/, "%C3%A9", request)
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
