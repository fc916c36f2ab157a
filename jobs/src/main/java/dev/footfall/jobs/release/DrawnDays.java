package dev.footfall.jobs.release;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;

/**
 * Noisy counts of some days that were drawn together, as they stay.
 *
 * @param number of the release, from 1
 * @param drawn when
 * @param question what was asked of each day
 * @param days noisy counts by day and cell; negative ones are among them
 */
record DrawnDays(int number, Instant drawn, Question question, SortedMap<LocalDate, Map<String, Long>> days) {
    /**
     * What is asked of a day. The same question has the same answer for ever, whoever asks.
     *
     * @param cut into which cells
     * @param rho what it costs a day
     * @param cells in how many of them a browser may be
     */
    record Question(PublicCut cut, BigDecimal rho, int cells) {
        Question {
            rho = rho.stripTrailingZeros();
        }
    }
}
