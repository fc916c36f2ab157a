package dev.footfall.page;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kinds by content type and by file extension. */
final class FileKinds {
    private static final int LONGEST_EXTENSION = 11;
    private static final int LONGEST_MIME = 128;

    private static final Map<String, Kind> TYPES = table(Map.of(
            Kind.PAGE,
            "text/html application/xhtml+xml application/vnd.wap.xhtml+xml text/vnd.wap.wml",
            Kind.ASSET,
            "text/css text/javascript application/javascript application/x-javascript application/ecmascript"
                    + " application/manifest+json application/wasm application/font-woff application/font-woff2"
                    + " application/vnd.ms-fontobject application/x-font-ttf application/x-font-woff"
                    + " application/vnd.apple.mpegurl application/x-mpegurl application/dash+xml",
            Kind.API,
            "application/json application/ld+json application/problem+json application/graphql"
                    + " application/x-ndjson application/grpc application/grpc-web text/event-stream"
                    + " application/soap+xml application/x-protobuf application/x-www-form-urlencoded"
                    + " text/x-component",
            Kind.FEED,
            "application/rss+xml application/atom+xml application/rdf+xml application/feed+json text/rss+xml",
            Kind.DOWNLOAD,
            "application/pdf application/zip application/gzip application/x-gzip application/x-tar"
                    + " application/x-7z-compressed application/x-rar-compressed application/vnd.rar"
                    + " application/java-archive application/x-msdownload application/x-msi"
                    + " application/x-apple-diskimage application/vnd.android.package-archive"
                    + " application/vnd.debian.binary-package application/x-rpm application/msword"
                    + " application/vnd.ms-excel application/vnd.ms-powerpoint application/rtf text/csv"
                    + " application/epub+zip application/x-iso9660-image text/calendar text/vcard"));

    private static final Map<String, Kind> EXTENSIONS = table(Map.of(
            Kind.PAGE,
            "html htm xhtml shtml php php5 phtml asp aspx jsp jspx jsf do action cfm cgi pl py rb",
            Kind.ASSET,
            "css js mjs cjs map less scss png jpg jpeg jpe gif svg svgz ico cur webp avif apng bmp tif tiff heic"
                    + " woff woff2 ttf otf eot mp3 m4a aac ogg oga opus wav flac mp4 m4v webm ogv mov avi mkv"
                    + " m3u8 mpd ts m4s vtt srt wasm webmanifest swf",
            Kind.API,
            "json jsonp json5 asmx ashx svc wsdl",
            Kind.FEED,
            "rss atom",
            Kind.DOWNLOAD,
            "pdf zip gz tgz tar bz2 xz zst 7z rar jar war exe msi dmg pkg deb rpm apk ipa iso img bin doc docx"
                    + " xls xlsx xlsm ppt pptx odt ods odp rtf csv tsv epub mobi ps torrent ics vcf asc sig",
            Kind.OTHER,
            "txt xml yml yaml ini log sql bak conf cfg env md5 sha256"));

    private FileKinds() {}

    /** The kind of a content type; {@code null} when it does not tell. */
    static @Nullable Kind ofMime(@Nullable String mime) {
        if (mime == null || mime.isEmpty() || mime.equals("-")) {
            return null;
        }
        String type = Query.cut(mime, LONGEST_MIME).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        Kind known = TYPES.get(type);
        if (known != null) {
            return known;
        }
        if (type.startsWith("image/")
                || type.startsWith("font/")
                || type.startsWith("audio/")
                || type.startsWith("video/")) {
            return Kind.ASSET;
        }
        if (type.startsWith("application/vnd.openxmlformats") || type.startsWith("application/vnd.oasis")) {
            return Kind.DOWNLOAD;
        }
        return type.endsWith("+json") ? Kind.API : null;
    }

    /** The kind of a path in lower case: by its extension, and a page when it has none that is known. */
    static Kind ofPath(String path) {
        int dot = path.lastIndexOf('.');
        if (dot <= path.lastIndexOf('/') || path.length() - dot - 1 > LONGEST_EXTENSION) {
            return Kind.PAGE;
        }
        return EXTENSIONS.getOrDefault(path.substring(dot + 1), Kind.PAGE);
    }

    private static Map<String, Kind> table(Map<Kind, String> words) {
        Map<String, Kind> table = new HashMap<>();
        words.forEach((kind, list) -> {
            for (String word : list.split(" ")) {
                table.put(word, kind);
            }
        });
        return Map.copyOf(table);
    }
}
