package dev.footfall.jobs;

import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyVersions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command works: the configuration in force, the warehouse's directory and the policy. Starts nothing and
 * writes nothing.
 */
public final class Workspace {
    /** The warehouse when neither the command line nor the configuration names one. */
    public static final Path DEFAULT_WAREHOUSE = Path.of("warehouse");

    private final Optional<Path> configurationFile;
    private final Configuration configuration;
    private final Path warehouse;

    private Workspace(Optional<Path> configurationFile, Configuration configuration, @Nullable Path warehouse) {
        this.configurationFile = configurationFile;
        this.configuration = configuration;
        this.warehouse = warehouse != null
                ? warehouse
                : Optional.ofNullable(configuration.warehouse()).map(Path::of).orElse(DEFAULT_WAREHOUSE);
    }

    /**
     * What the options name: the configuration given, else {@code footfall.yaml} in the current directory if there is
     * one, else the defaults; the warehouse given, else the configuration's, else {@link #DEFAULT_WAREHOUSE}.
     *
     * @throws UserException when the configuration cannot be used
     */
    public static Workspace of(GlobalOptions options) {
        return of(options, Path.of(Configuration.DEFAULT_FILE));
    }

    /** What a configuration file says by itself. */
    public static Workspace of(Path configuration) {
        return new Workspace(Optional.of(configuration), Configuration.load(configuration), null);
    }

    /** As {@link #of(GlobalOptions)}, with another file in the place of {@code footfall.yaml}. */
    static Workspace of(GlobalOptions options, Path defaultFile) {
        Optional<Path> file = Optional.ofNullable(options.config())
                .or(() -> Files.exists(defaultFile) ? Optional.of(defaultFile) : Optional.empty());
        Configuration configuration = file.map(Configuration::load).orElseGet(Configuration::defaults);
        return new Workspace(file, configuration, options.warehouse());
    }

    /** The workspace as it would be without a configuration file. */
    public static Workspace withDefaults(GlobalOptions options) {
        return new Workspace(Optional.empty(), Configuration.defaults(), options.warehouse());
    }

    /** The file that the configuration was read from; empty when the defaults are in force. */
    public Optional<Path> configurationFile() {
        return configurationFile;
    }

    /** The configuration in force. */
    public Configuration configuration() {
        return configuration;
    }

    /** Directory of the warehouse, which need not exist. */
    public Path warehouse() {
        return warehouse;
    }

    /**
     * Opens the warehouse.
     *
     * @throws UserException when there is none, or one of another layout or catalogue
     */
    public Warehouse openWarehouse() {
        return Warehouse.open(warehouse, configuration.catalog());
    }

    /**
     * Opens the warehouse, making it when there is none.
     *
     * @throws UserException when it cannot be made, or is one of another layout
     */
    public Warehouse openOrCreateWarehouse() {
        return Warehouse.openOrCreate(warehouse, configuration.catalog());
    }

    /** The ledger of the warehouse, which must exist. */
    public Ledger ledger() {
        return Ledger.of(warehouse);
    }

    /**
     * The policy that the configuration names, else the bundled one, compiled for all tables.
     *
     * @throws dev.footfall.privacy.PolicyException when the file, or an earlier version that it names, is missing or wrong
     */
    public CompiledPolicy policy() {
        return policyVersions().current();
    }

    /**
     * All versions of that policy.
     *
     * @throws dev.footfall.privacy.PolicyException as {@link #policy()}
     */
    public PolicyVersions policyVersions() {
        String file = configuration.policy();
        return file == null ? PolicyVersions.bundled() : PolicyVersions.load(Path.of(file));
    }
}
