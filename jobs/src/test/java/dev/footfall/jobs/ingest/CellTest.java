package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CellTest {
    @Test
    void knowsItsNumberInTheDictionaryThatWasAskedLast() {
        Cell cell = Cell.of("ä");
        assertThat(cell.bytes()).hasSize(2);
        assertThat(cell.numberIn(1)).isEqualTo(-1);

        cell.number(1, 0);
        assertThat(cell.numberIn(1)).isZero();
        assertThat(cell.numberIn(2)).isEqualTo(-1);

        cell.number(2, Integer.MAX_VALUE);
        assertThat(cell.numberIn(1)).isEqualTo(-1);
        assertThat(cell.numberIn(2)).isEqualTo(Integer.MAX_VALUE);
    }

    /** Cells of what every task knows, such as the country "unknown", are numbered by several threads. */
    @Test
    void givesNoDictionaryTheNumberOfAnother() throws Exception {
        Cell cell = Cell.of("unknown");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> first = () -> wrongNumbers(cell, 7);
            Callable<Integer> second = () -> wrongNumbers(cell, Integer.MIN_VALUE + 8);
            for (Future<Integer> wrong : threads.invokeAll(List.of(first, second))) {
                assertThat(wrong.get()).isZero();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static int wrongNumbers(Cell cell, int dictionary) {
        int wrong = 0;
        for (int i = 0; i < 1_000_000; i++) {
            int own = dictionary & 0xff;
            cell.number(dictionary, own);
            int found = cell.numberIn(dictionary);
            wrong += found == -1 || found == own ? 0 : 1;
        }
        return wrong;
    }
}
