package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.privacy.Tokenizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class TokenTest {
    @Property(tries = 200)
    void keepsItsBytes(@ForAll @Size(Tokenizer.BYTES) byte[] bytes, @ForAll int epoch) {
        Token token = new Token();
        token.set(bytes, epoch);
        Token other = new Token();
        other.set(token);

        assertThat(Token.bytes(other.first(), other.second())).isEqualTo(bytes);
        assertThat(other.epoch).isEqualTo(epoch);
    }
}
