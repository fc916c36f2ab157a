# Counts a log whose texts stand in double quotes, knowing nothing of the program. POSIX awk, no intervals.
#   -v pieces=N   pieces between the quotes of a good line: common 3, combined 7
#   -v tail=RE    what follows the last quote of a good line
#   -v vhost=1    host:port stands first
# Prints "name value" lines: lines, hits, ignored, bytes, and how many hits have each address, status and page:
# "client 192.0.2.1 n", "status 200 n", "page /a n".
BEGIN {
    split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", names, " ")
    split("31 28 31 30 31 30 31 31 30 31 30 31", lengths, " ")
    for (i = 1; i <= 12; i++) days[names[i]] = lengths[i]
    if (tail == "") tail = "^$"
}

function address(text,    part, n, i) {
    if (text ~ /:/) return text ~ /^[0-9A-Fa-f:.]+$/
    n = split(text, part, ".")
    if (n != 4) return 0
    for (i = 1; i <= 4; i++) if (part[i] !~ /^[0-9]+$/ || part[i] > 255) return 0
    return 1
}

function client(text) {
    return address(text) || text == "unix:" || text == "-" || text ~ /^[A-Za-z][A-Za-z0-9.-]*$/ || text ~ /^[A-Za-z0-9-]+\.[A-Za-z0-9.-]*[A-Za-z]$/
}

function date(text,    part, most) {
    if (text !~ /^\[[0-9][0-9]\/[A-Z][a-z][a-z]\/[0-9][0-9][0-9][0-9]:[0-2][0-9]:[0-5][0-9]:[0-6][0-9] [+-][0-9][0-9][0-9][0-9]\]/) return 0
    split(substr(text, 2), part, /[\/:]/)
    most = days[part[2]]
    if (part[2] == "Feb" && part[3] % 4 == 0 && (part[3] % 100 != 0 || part[3] % 400 == 0)) most = 29
    return part[1] >= 1 && part[1] <= most
}

/^[ \t\r]*$/ { ignored++; next }

{
    lines++
    text = $0
    sub(/\r$/, "", text)
    gsub(/\\"/, "\001", text)
    n = split(text, piece, "\"")
    if (n != pieces) next
    if (piece[n] !~ tail) next
    if (split(piece[3], number, " ") != 2) next
    if (number[1] !~ /^[1-9][0-9][0-9]$/ || number[2] !~ /^([0-9]+|-)$/) next
    head = piece[1]
    if (vhost) {
        if (head !~ /^[^ ]+:[0-9]+ /) next
        sub(/^[^ ]+ /, "", head)
    }
    from = index(head, " ")
    who = substr(head, 1, from - 1)
    if (!client(who)) next
    at = index(head, "[")
    if (at == 0 || !date(substr(head, at))) next

    hits++
    status[number[1]]++
    bytes += number[2]
    if (address(who)) seen[who]++
    request = piece[2]
    sub(/^[A-Z]+ /, "", request)
    sub(/ HTTP\/[0-9.]+$/, "", request)
    sub(/\?.*$/, "", request)
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
