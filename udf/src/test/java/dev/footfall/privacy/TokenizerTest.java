package dev.footfall.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenizerTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final Epoch NOVEMBER = EpochKind.MONTH.of(LocalDate.of(2026, 11, 24));
    private static final Epoch DECEMBER = EpochKind.MONTH.of(LocalDate.of(2026, 12, 1));

    private static Tokenizer tokenizer(TokenKind kind, Epoch epoch) {
        return new Tokenizer(KEY, kind, epoch);
    }

    private static byte[] utf8(String s) {
        return s.getBytes(UTF_8);
    }

    @Test
    void isHmacSha256OverLengthPrefixedDomainAndParts() throws Exception {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(input);
        for (String part : new String[] {"audience/browser/2026-11", "ab", ""}) {
            data.writeInt(part.length());
            data.write(utf8(part));
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        assertThat(tokenizer(TokenKind.BROWSER, NOVEMBER).token(utf8("ab"), utf8("")))
                .isEqualTo(Arrays.copyOf(mac.doFinal(input.toByteArray()), 16));
    }

    @Property(tries = 200)
    void partsThatConcatenateToTheSameBytesHaveDifferentTokens(@ForAll String a, @ForAll String b) {
        Tokenizer tokenizer = tokenizer(TokenKind.DEVICE_DAY, EpochKind.DAY.of(LocalDate.of(2026, 11, 24)));
        Set<String> tokens = new HashSet<>();
        byte[] joined = utf8(a + b);
        int cuts = 0;
        for (int cut = 0; cut <= joined.length; cut++, cuts++) {
            tokens.add(Arrays.toString(tokenizer.token(
                    Arrays.copyOf(joined, cut), Arrays.copyOfRange(joined, cut, joined.length))));
        }
        tokens.add(Arrays.toString(tokenizer.token(joined)));
        tokens.add(Arrays.toString(tokenizer.token(joined, new byte[0], new byte[0])));
        assertThat(tokens).hasSize(cuts + 2);
    }

    @Test
    void differsBetweenVaultsKindsAndEpochsEvenUnderOneKey() {
        Set<String> tokens = new HashSet<>();
        tokens.add(Arrays.toString(tokenizer(TokenKind.BROWSER, NOVEMBER).token(utf8("x"))));
        tokens.add(Arrays.toString(tokenizer(TokenKind.SECURITY_BROWSER, NOVEMBER).token(utf8("x"))));
        tokens.add(Arrays.toString(tokenizer(TokenKind.PERSON, NOVEMBER).token(utf8("x"))));
        tokens.add(Arrays.toString(tokenizer(TokenKind.BROWSER, DECEMBER).token(utf8("x"))));
        assertThat(tokens).hasSize(4);
    }

    @Test
    void aSliceHasTheTokenOfItsBytes() {
        Tokenizer tokenizer = tokenizer(TokenKind.BROWSER, NOVEMBER);
        byte[] out = new byte[20];
        tokenizer.token(utf8("--visitor--"), 2, 9, out);
        assertThat(Arrays.copyOf(out, 16)).isEqualTo(tokenizer.token(utf8("visitor")));
        assertThat(Arrays.copyOfRange(out, 16, 20)).containsOnly(0);
    }

    @Test
    void isFastEnoughForIngest() throws Exception {
        Tokenizer tokenizer = tokenizer(TokenKind.IP, EpochKind.QUARTER.of(LocalDate.of(2026, 11, 24)));
        byte[] address = new byte[16];
        byte[] out = new byte[16];
        double ours = rate(n -> {
            address[n & 15]++;
            tokenizer.token(address, 0, 16, out);
        });
        PrfConfig.register();
        PrfSet tink = KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF)
                .getPrimitive(RegistryConfiguration.get(), PrfSet.class);
        // Domain, lengths and address: the same bytes as ours hashes.
        byte[] input = new byte["security/ip/2026-Q4".length() + 2 * Integer.BYTES + 16];
        double tinks = rate(n -> {
            input[n & 15]++;
            tink.computePrimary(input, 16);
        });
        System.err.printf("tokens per second: %.2f M; Tink's PRF: %.2f M%n", ours / 1e6, tinks / 1e6);
        // The goal is 1 M; a tenth is asked here, for other work may share the machine.
        assertThat(ours).isGreaterThan(100_000);
    }

    private interface Step {
        void run(int n) throws Exception;
    }

    private static double rate(Step step) throws Exception {
        double best = 0;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 200_000; i++) {
                step.run(i);
            }
            best = Math.max(best, 200_000 / ((System.nanoTime() - start) / 1e9));
        }
        return best;
    }
}
