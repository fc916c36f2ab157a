package dev.footfall.jobs.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes a dashboard as one HTML file that asks nothing of any server: style, scripts and data are inside, and the page's own
 * content security policy forbids the rest. Texts of logs are hostile; they reach the page escaped, as text or as JSON, only.
 */
public final class Dashboard {
    private static final ObjectMapper JSON = json();

    private Dashboard() {}

    /**
     * Writes the page. The caller should encode it as UTF-8, as the page says it is, and closes the writer.
     *
     * @throws UncheckedIOException if the writer fails
     */
    public static void render(DashboardData data, Writer out) {
        String style = resource("dashboard.css");
        List<String> scripts = List.of(resource("echarts/echarts.common.min.js"), resource("dashboard.js"));
        Page page = new Page(data, policy(style, scripts), style, scripts, embeddable(data));
        TemplateEngine engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, Dashboard.class.getClassLoader(), Dashboard.class.getPackageName());
        engine.setTrimControlStructures(true);
        engine.render("dashboard.jte", page, new WriterOutput(out));
        try {
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Only the very scripts and styles of this page run; nothing is fetched, sent or framed. */
    private static String policy(String style, List<String> scripts) {
        String hashes = scripts.stream().map(Dashboard::hash).collect(Collectors.joining(" "));
        return "default-src 'none'; script-src " + hashes + "; style-src " + hash(style)
                + "; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String embeddable(DashboardData data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the record does not fit JSON", impossible);
        }
    }

    private static ObjectMapper json() {
        SimpleModule times = new SimpleModule()
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addSerializer(LocalDate.class, ToStringSerializer.instance)
                .addSerializer(LocalDateTime.class, ToStringSerializer.instance);
        ObjectMapper mapper = JsonMapper.builder().addModule(times).build();
        mapper.getFactory().setCharacterEscapes(new ScriptEscapes());
        return mapper;
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Dashboard.class.getResourceAsStream(name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            String lower = text.toLowerCase(Locale.ROOT);
            if (lower.contains("</script") || lower.contains("</style") || lower.contains("<!--")) {
                throw new IllegalStateException(name + " would end its own element");
            }
            return text;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** JSON that cannot end, or change the reading of, the script element around it. */
    private static final class ScriptEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private static final String MARKUP = "<>&'";

        private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

        ScriptEscapes() {
            MARKUP.chars().forEach(character -> ascii[character] = CharacterEscapes.ESCAPE_CUSTOM);
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public SerializedString getEscapeSequence(int character) {
            return new SerializedString(String.format(Locale.ROOT, "\\u%04x", character));
        }
    }
}
