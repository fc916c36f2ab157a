package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.privacy.GivenIdentifier.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptOutListTest {
    @TempDir
    Path warehouse;

    private OptOutList read() {
        Path keys = warehouse.resolve("keys");
        return OptOutList.read(warehouse, KeyStore.open(keys, MasterKey.inFile(keys.resolve("master.key"))));
    }

    private static GivenIdentifier given(Kind kind, String value) {
        return GivenIdentifier.of(kind, value).orElseThrow();
    }

    @Test
    void knowsWhomItWasGivenInEachFormButNotUnderAnotherKind() throws IOException {
        assertThat(read().add(List.of(given(Kind.ACCOUNT, "Ada"), given(Kind.ADDRESS, "::ffff:192.0.2.7"))))
                .isEqualTo(2);

        OptOutList list = read();

        assertThat(list.contains(given(Kind.ACCOUNT, "ADA"))).isTrue();
        assertThat(list.contains(Kind.ACCOUNT, Identifiers.cookie("Ada"))).isTrue();
        assertThat(list.contains(given(Kind.ADDRESS, "192.0.2.7"))).isTrue();
        assertThat(list.contains(given(Kind.COOKIE, "Ada"))).isFalse();
        assertThat(list.contains(given(Kind.MAIL, "Ada"))).isFalse();
        assertThat(list.contains(given(Kind.ACCOUNT, "Bert"))).isFalse();
        String stored = Files.readString(warehouse.resolve("optouts/000001.list"), StandardCharsets.UTF_8);
        assertThat(stored).doesNotContainIgnoringCase("ada").matches("(?s)account [0-9a-f]{32} [0-9a-f]{32}\n.*");
    }

    @Test
    void passesOverWhomItKnowsAndCountsByImport() {
        read().add(List.of(given(Kind.COOKIE, "a"), given(Kind.COOKIE, "b")));

        assertThat(read().add(List.of(given(Kind.COOKIE, "b"), given(Kind.COOKIE, "c"))))
                .isEqualTo(1);

        assertThat(read().add(List.of(given(Kind.COOKIE, "c")))).isZero();
        assertThat(read().imports())
                .containsExactly(new OptOutList.Import(1, Kind.COOKIE, 2), new OptOutList.Import(2, Kind.COOKIE, 1));
    }

    @Test
    void anEmptyOneMakesNoKey() {
        OptOutList list = read();

        assertThat(list.isEmpty()).isTrue();
        assertThat(list.contains(given(Kind.COOKIE, "a"))).isFalse();
        assertThat(warehouse.resolve("keys")).doesNotExist();
    }

    @Test
    void aDamagedOneIsRefused() throws IOException {
        read().add(List.of(given(Kind.COOKIE, "a")));
        Files.writeString(warehouse.resolve("optouts/000001.list"), "cokie 00");

        assertThatThrownBy(this::read).isInstanceOf(KeyException.class).hasMessageContaining("damaged");
    }

    @ParameterizedTest
    @CsvSource({"ADDRESS, 192.0.2.700", "ADDRESS, example.org", "COOKIE, ' '", "ACCOUNT, ' '"})
    void whatIsNoIdentifierIsNone(Kind kind, String value) {
        assertThat(GivenIdentifier.of(kind, value)).isEmpty();
    }
}
