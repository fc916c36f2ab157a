package dev.footfall.jobs.ingest;

import dev.footfall.jobs.Stored;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.TokenKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.data.Record;

/** Turns back what a warehouse's living keys can turn back. */
final class Revealed {
    private final KeyStore keys;
    private final CompiledPolicy policy =
            Rules.versions(Configuration.defaults()).current();

    Revealed(Path warehouse) {
        Path directory = warehouse.resolve("keys");
        keys = KeyStore.open(directory, MasterKey.of(System.getenv(), directory));
    }

    /** Hits by address, in hexadecimal in its canonical form; hits without an address are left out. */
    Map<String, Long> addresses(Stored security) {
        Map<String, Long> addresses = new TreeMap<>();
        security.rows().forEach(row -> address(row).ifPresent(a -> addresses.merge(a, 1L, Long::sum)));
        return addresses;
    }

    /** The address of a row of {@code security.hits} in hexadecimal, in its canonical form. */
    Optional<String> address(Record row) {
        byte[] token = (byte[]) row.getField("ip");
        if (token == null) {
            return Optional.empty();
        }
        Epoch epoch = policy.epoch(TokenKind.IP_CRYPT).of((LocalDate) row.getField("day"));
        byte[] mapped = keys.existingIpcrypt(epoch).orElseThrow().decrypt(token);
        return Optional.of(HexFormat.of().formatHex(Identifiers.address(mapped)));
    }

    /** The text of a row of {@code ingest.quarantine}. */
    String line(Record row) throws GeneralSecurityException {
        return line(row, (Long) row.getField("byte_offset"));
    }

    /** The text of a row of {@code ingest.quarantine} if it stood at that offset. */
    String line(Record row, long offset) throws GeneralSecurityException {
        Epoch epoch = policy.epoch(TokenKind.QUARANTINE).of((LocalDate) row.getField("day"));
        ByteBuffer cipher = ((ByteBuffer) row.getField("line")).duplicate();
        byte[] bytes = new byte[cipher.remaining()];
        cipher.get(bytes);
        byte[] bound = dev.footfall.jobs.warehouse.QuarantineCipher.place(
                (String) row.getField("batch"), (String) row.getField("file"), offset);
        return new String(keys.existingQuarantine(epoch).orElseThrow().decrypt(bytes, bound), StandardCharsets.UTF_8);
    }
}
