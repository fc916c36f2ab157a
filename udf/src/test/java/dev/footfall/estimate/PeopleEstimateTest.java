package dev.footfall.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PeopleEstimateTest {
    /** Nothing but cookies: 1000 of them, each on two of 28 days, two visits each. */
    private static final PeriodStatistics COOKIES =
            new PeriodStatistics(28, 1000, 2000, 0, 0, 0, 2000, 9000, 0, 0, 0, 0);

    @Test
    void oneVisitOnOneDayIsOneBrowserAndOnePerson() {
        PeopleEstimate e = PeopleEstimate.of(new PeriodStatistics(1, 100, 100, 0, 0, 0, 100, 300, 0, 0, 0, 0));

        assertThat(e.browsers().point()).isEqualTo(100);
        assertThat(e.people().point()).isCloseTo(100, within(1.0));
        assertThat(e.method()).isEqualTo("cookies+prior v0");
    }

    @Test
    void clearingMakesFewerBrowsersThanCookies() {
        PeopleEstimate e = PeopleEstimate.of(COOKIES);

        // 1 + 0.5 clearings a month x 28/30 months x half of the browsers come again = 1.233 cookies a browser
        assertThat(e.browsers().point()).isCloseTo(1000 / 1.2333, within(0.1));
        assertThat(e.browsers().high()).isLessThanOrEqualTo(1000);
        assertThat(e.people().point()).isLessThan(e.browsers().point());
    }

    @Test
    void manySignInsOutweighThePrior() {
        PeriodStatistics s =
                new PeriodStatistics(28, 30_000, 60_000, 0, 0, 0, 60_000, 90_000, 10_000, 18_000, 15_000, 0);

        PeopleEstimate e = PeopleEstimate.of(s);

        // 1.2 cookies a browser and 1.5 browsers a person among account holders
        assertThat(e.people().point()).isCloseTo(30_000 / 1.8, within(100.0));
        assertThat(e.method()).isEqualTo("cookies+sign-ins v0");
        assertThat(width(e.people()))
                .isLessThan(width(PeopleEstimate.of(COOKIES).people()));
    }

    @Test
    void fewSignInsAreNamedAsPrior() {
        PeriodStatistics s = new PeriodStatistics(28, 1000, 2000, 0, 0, 0, 2000, 9000, 10, 20, 20, 0);

        assertThat(PeopleEstimate.of(s).method()).isEqualTo("cookies+prior v0");
    }

    @Test
    void sharedBrowsersMeanMorePeople() {
        PeriodStatistics own = new PeriodStatistics(7, 1000, 1500, 0, 0, 0, 2000, 9000, 500, 500, 500, 0);
        PeriodStatistics shared = new PeriodStatistics(7, 1000, 1500, 0, 0, 0, 2000, 9000, 500, 500, 500, 100);

        assertThat(PeopleEstimate.of(shared).people().point())
                .isGreaterThan(PeopleEstimate.of(own).people().point());
    }

    @Test
    void peopleAreNeverFewerThanTheAccountsSeen() {
        PeriodStatistics s = new PeriodStatistics(7, 100, 100, 0, 0, 0, 100, 900, 100, 100, 100, 0);

        assertThat(PeopleEstimate.of(s).people().low()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void rejectersAreCountedByDevicesAndTheirReturn() {
        PeriodStatistics s = new PeriodStatistics(10, 900, 1800, 200, 0, 400, 2000, 9000, 0, 0, 0, 0);

        PeopleEstimate e = PeopleEstimate.of(s);

        double rejecting = e.rejectingShare() * e.browsers().point();
        assertThat(rejecting).isCloseTo(100, within(0.01)); // 200 device-days at two days a browser
    }

    @Test
    void withoutCookiesASingleDayCountsDevicesAndALongSpanIsVeryUnsure() {
        PeopleEstimate day = PeopleEstimate.of(new PeriodStatistics(1, 0, 0, 500, 50, 0, 500, 900, 0, 0, 0, 0));
        PeopleEstimate month =
                PeopleEstimate.of(new PeriodStatistics(30, 0, 0, 15_000, 50, 0, 15_000, 900, 0, 0, 0, 0));

        assertThat(day.browsers()).isEqualTo(Interval.exactly(500));
        assertThat(day.method()).isEqualTo("devices+prior v0");
        assertThat(day.rejectingShare()).isEqualTo(1);
        assertThat(month.browsers().low()).isEqualTo(500);
        assertThat(month.browsers().high()).isEqualTo(15_000);
    }

    @Test
    void nothingIsNothing() {
        PeopleEstimate e = PeopleEstimate.of(new PeriodStatistics(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));

        assertThat(e.people()).isEqualTo(Interval.exactly(0));
    }

    @Test
    void epochsJoinBetweenTheGreatestPartAndTheSum() {
        PeopleEstimate one = PeopleEstimate.of(COOKIES);
        PeopleEstimate two = PeopleEstimate.acrossEpochs(List.of(COOKIES, COOKIES));

        assertThat(two.people().point())
                .isBetween(one.people().point(), 2 * one.people().point());
        assertThat(two.people().low()).isEqualTo(one.people().low());
        assertThat(two.people().high()).isEqualTo(2 * one.people().high());
        assertThat(two.method()).isEqualTo("cookies+prior v0, 2 epochs joined by return rate");
        assertThat(PeopleEstimate.acrossEpochs(List.of(COOKIES))).isEqualTo(one);
    }

    @Test
    void whoComesEveryDayAddsNobodyInTheNextEpoch() {
        PeriodStatistics loyal = new PeriodStatistics(28, 1000, 28_000, 0, 0, 0, 28_000, 9000, 0, 0, 0, 0);
        PeriodStatistics passing = new PeriodStatistics(28, 1000, 1000, 0, 0, 0, 1000, 9000, 0, 0, 0, 0);

        double loyalRatio = ratioOfTwoEpochs(loyal);
        double passingRatio = ratioOfTwoEpochs(passing);

        assertThat(loyalRatio).isLessThan(1.3);
        assertThat(passingRatio).isCloseTo(2, within(0.001));
    }

    @Test
    void refusesContradictions() {
        assertThatThrownBy(() -> new PeriodStatistics(1, 5, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void intervalsAreOrderedAndPeopleDoNotExceedBrowsersWithoutAccounts(
            @ForAll @IntRange(min = 1, max = 31) int days,
            @ForAll @IntRange(min = 0, max = 5000) int cookies,
            @ForAll @IntRange(min = 0, max = 30) int more,
            @ForAll @IntRange(min = 0, max = 5000) int devices,
            @ForAll @IntRange(min = 1, max = 9) int visits) {
        long seen = (long) cookies + devices;
        PeriodStatistics s = new PeriodStatistics(
                days,
                cookies,
                (long) cookies * Math.min(days, 1 + more),
                devices,
                devices / 2,
                devices,
                seen * visits,
                seen * visits,
                0,
                0,
                0,
                0);

        PeopleEstimate e = PeopleEstimate.of(s);

        assertThat(e.people().low()).isLessThanOrEqualTo(e.people().point());
        assertThat(e.people().point()).isLessThanOrEqualTo(e.people().high());
        assertThat(e.people().point())
                .isLessThanOrEqualTo(Math.max(1, e.browsers().point()));
        assertThat(e.rejectingShare()).isBetween(0.0, 1.0);
    }

    private static double ratioOfTwoEpochs(PeriodStatistics s) {
        return PeopleEstimate.acrossEpochs(List.of(s, s)).people().point()
                / PeopleEstimate.of(s).people().point();
    }

    private static double width(Interval i) {
        return i.high() / i.low();
    }
}
