package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.CatalogSettings;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * The database that keeps a catalogue: how to reach it, and what its errors mean to the user. The password comes from
 * the environment and goes to the driver alone.
 */
final class CatalogueDatabase {
    private static final int CONNECT_SECONDS = 10;

    /** Longer than any statement of ours takes; a connection to a machine that vanished would else hang for ever. */
    private static final int ANSWER_SECONDS = 60;

    private final CatalogSettings settings;
    private final @Nullable String password;

    private CatalogueDatabase(CatalogSettings settings, @Nullable String password) {
        this.settings = settings;
        this.password = password;
    }

    /**
     * The database of the settings, not yet connected to.
     *
     * @throws UserException when the variable with the password is not set
     */
    static CatalogueDatabase of(CatalogSettings settings, Map<String, String> environment) {
        String variable = settings.passwordVariable();
        String password = variable == null ? null : environment.get(variable);
        if (variable != null && (password == null || password.isEmpty())) {
            throw new UserException(
                    "the environment variable " + variable
                            + " is not set, which holds the password for the catalogue in " + settings.place(),
                    "set it, or name another one under catalog.password_variable");
        }
        return new CatalogueDatabase(settings, password);
    }

    /** What the configuration says of it. */
    CatalogSettings settings() {
        return settings;
    }

    /**
     * A new connection, which commits each statement by itself.
     *
     * @throws UserException when the database cannot be reached or refuses the user
     */
    Connection connect() {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "footfall");
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(ANSWER_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        setIfKnown(properties, "user", settings.user());
        setIfKnown(properties, "password", password);
        setIfKnown(properties, "currentSchema", settings.schema());
        try {
            // Not through DriverManager: under spark-submit it does not see the drivers of a program's jar.
            Connection connection = new Driver().connect(settings.uri(), properties);
            if (connection == null) {
                throw new UserException("catalog.uri cannot be used", "see docs/configuration.md");
            }
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return connection;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void setIfKnown(Properties properties, String key, @Nullable String value) {
        if (value != null) {
            properties.setProperty(key, value);
        }
    }

    /** Whether an error says that the connection is gone, so that another may do better. */
    static boolean disconnected(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** What an error of the database means: wrong settings (exit code 2), or surroundings that failed (1). */
    UserException failed(SQLException e) {
        String said = " (" + said(e) + ")";
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01", "28000" ->
                new UserException(
                        "the catalogue's database " + settings.place() + " refuses "
                                + Optional.ofNullable(settings.user())
                                        .map(user -> "user '" + user + "'")
                                        .orElse("this user")
                                + said,
                        "check catalog.user and the variable that catalog.password_variable names");
            case "08004" ->
                new UserException(
                        "the catalogue's database " + settings.place() + " rejects the connection" + said,
                        "check catalog.user and catalog.password_variable");
            case "3D000" ->
                new UserException("there is no database " + settings.place() + said, "make it, or check catalog.uri");
            case "3F000" ->
                new UserException(
                        "the catalogue's database " + settings.place() + " lacks the schema" + said,
                        "make it, or check catalog.schema");
            case "42501" ->
                new UserException(
                        "no permission in the catalogue's database " + settings.place() + said,
                        "grant it as docs/operations.md says, or check catalog.user");
            default -> disconnected(e) ? unreachable(said) : broken(e, said);
        };
    }

    private UserException unreachable(String said) {
        return UserException.failed(
                "cannot reach the catalogue's database " + settings.place() + said,
                "check that it runs, and catalog.uri; then run this again");
    }

    private UserException broken(SQLException e, String said) {
        return UserException.failed(
                "the catalogue's database " + settings.place() + " failed, SQLSTATE " + e.getSQLState() + said,
                "look into its log, and run this again");
    }

    /** One line of what the driver says; it names users and tables, never a password. */
    private static String said(SQLException e) {
        if (e.getCause() instanceof UnknownHostException) {
            return "unknown host";
        }
        if (e.getCause() instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("no reason given").strip().replaceFirst("\\.$", "");
    }
}
