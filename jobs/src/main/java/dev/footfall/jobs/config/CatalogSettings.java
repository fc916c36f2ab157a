package dev.footfall.jobs.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.footfall.jobs.UserException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The database that keeps a warehouse's table pointers and its lock, so that several machines can share the warehouse.
 * Never holds the password.
 *
 * @param uri JDBC address of the database, without user and password
 * @param user who signs in; {@code null} for the driver's default, the user of the process
 * @param passwordVariable environment variable that holds the password; {@code null} where the server asks for none
 * @param schema schema of the tables; {@code null} for the user's default
 * @param name name of the warehouse among those that share the database
 */
public record CatalogSettings(
        @JsonProperty(value = "uri", required = true) String uri,
        @JsonProperty("user") @Nullable String user,
        @JsonProperty("password_variable") @Nullable String passwordVariable,
        @JsonProperty("schema") @Nullable String schema,
        @JsonProperty("name") String name)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Name of the warehouse when none is configured. */
    public static final String DEFAULT_NAME = "footfall";

    private static final String KNOWN_SCHEME = "jdbc:postgresql:";
    private static final Pattern SCHEME = Pattern.compile("jdbc:[A-Za-z0-9]+:");
    private static final Pattern ADDRESS =
            Pattern.compile("jdbc:postgresql://(?<host>[^/?@\\s]+)/(?<database>[^/?@\\s]+)(?:\\?(?<options>\\S*))?");

    /** Narrower than what systems permit: a password that stands here by mistake is not taken for a name. */
    private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");

    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** Fills in the defaults. */
    public CatalogSettings(
            String uri,
            @Nullable String user,
            @Nullable String passwordVariable,
            @Nullable String schema,
            @Nullable String name) {
        this.uri = uri;
        this.user = user;
        this.passwordVariable = passwordVariable;
        this.schema = schema;
        this.name = name == null ? DEFAULT_NAME : name;
    }

    /** Host and database, as messages name them. */
    public String place() {
        Matcher address = ADDRESS.matcher(uri);
        return address.matches() ? address.group("host") + "/" + address.group("database") : "the database";
    }

    /**
     * Refuses what cannot be used. Messages repeat nothing that may hold a password.
     *
     * @throws UserException naming the key
     */
    void check(Path file) {
        if (!uri.startsWith(KNOWN_SCHEME)) {
            Matcher scheme = SCHEME.matcher(uri);
            throw new UserException(
                    file + ": catalog.uri begins with "
                            + (scheme.lookingAt() ? "'" + scheme.group() + "'" : "no known scheme")
                            + ", and only PostgreSQL can keep the catalogue",
                    "write it like jdbc:postgresql://db.example.com/footfall");
        }
        Matcher address = ADDRESS.matcher(uri);
        boolean matches = address.matches();
        String options = matches ? address.group("options") : null;
        if (uri.contains("@") || options != null && holdsSecret(options)) {
            throw new UserException(
                    file + ": catalog.uri holds a user or a password",
                    "take them out: name the user under catalog.user, and under catalog.password_variable the"
                            + " environment variable that holds the password");
        }
        if (!matches) {
            throw new UserException(
                    file + ": catalog.uri names no host and database",
                    "write it like jdbc:postgresql://db.example.com/footfall");
        }
        require(
                file,
                "password_variable",
                passwordVariable,
                VARIABLE,
                "name an environment variable in capitals,"
                        + " such as FOOTFALL_DATABASE_PASSWORD; the password itself never stands in the file");
        require(file, "schema", schema, SCHEMA, "use letters, digits and _, at most 63");
        require(file, "name", name, NAME, "use letters, digits, '.', '_' and '-', at most 64");
    }

    private static boolean holdsSecret(String options) {
        for (String option : options.split("&", -1)) {
            String key = option.substring(0, Math.max(0, option.indexOf('='))).toLowerCase(Locale.ROOT);
            if (key.equals("user") || key.contains("pass")) {
                return true;
            }
        }
        return false;
    }

    private static void require(Path file, String key, @Nullable String value, Pattern pattern, String advice) {
        if (value != null && !pattern.matcher(value).matches()) {
            throw new UserException(file + ": catalog." + key + " cannot be used", advice);
        }
    }
}
