package dev.footfall.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;

/** One of several processes that ask for the same twenty new keys; prints a token of each. */
final class KeyRace {
    private KeyRace() {}

    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        KeyStore store = KeyStore.open(directory, MasterKey.of(Map.of(), directory));
        StringJoiner tokens = new StringJoiner(" ");
        for (int day = 1; day <= 20; day++) {
            Epoch epoch = EpochKind.DAY.of(LocalDate.of(2026, 11, day));
            tokens.add(HexFormat.of()
                    .formatHex(store.tokenizer(TokenKind.DEVICE_DAY, epoch).token("visitor".getBytes(UTF_8))));
        }
        System.out.println(tokens);
    }
}
