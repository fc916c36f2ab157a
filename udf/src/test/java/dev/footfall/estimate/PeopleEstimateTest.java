package dev.footfall.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleEstimateTest {
    /** No account: 1000 cookies, each on 2.4 of 28 days, a third of them new, and half as many days of devices. */
    private static final PeriodStatistics COOKIES = cookies(28, 1000, 2400, 480, 420, 330);

    private static PeriodStatistics cookies(
            long days, long cookies, long cookieDays, long oneDay, long oneVisit, long fresh) {
        return new PeriodStatistics(
                days,
                cookies,
                cookieDays,
                oneDay,
                oneVisit,
                fresh,
                cookies * (days + 4) / 60,
                0,
                cookieDays,
                9000,
                0,
                0,
                0,
                0,
                0,
                0);
    }

    private static PeriodStatistics accounts(long persons, long personDays, long cookies, long fresh, long browsers) {
        return new PeriodStatistics(
                28, 1000, 2400, 480, 420, 330, 500, 20, 2400, 9000, persons, personDays, cookies, fresh, browsers, 0);
    }

    @Test
    void aDayHasAboutAsManyPeopleAsCookies() {
        PeopleEstimate e = PeopleEstimate.of(cookies(1, 1000, 1000, 1000, 880, 100));

        assertThat(e.browsers().point()).isBetween(1000.0, 1083.0);
        assertThat(e.people().point()).isBetween(900.0, 1083.0);
        assertThat(e.method()).startsWith("cookies v1");
    }

    @Test
    void aMonthHasFewerBrowsersThanCookiesAndFewerPeopleThanBrowsers() {
        PeopleEstimate e = PeopleEstimate.of(COOKIES);

        assertThat(e.browsers().point()).isBetween(700.0, 1300.0);
        assertThat(e.people().point()).isLessThan(e.browsers().point());
        assertThat(e.people().high()).isLessThanOrEqualTo(1533);
    }

    @Test
    void moreBrowsersOfAnAccountMeanFewerPeople() {
        PeopleEstimate one = PeopleEstimate.of(accounts(200, 700, 220, 60, 205));
        PeopleEstimate several = PeopleEstimate.of(accounts(200, 700, 320, 60, 300));

        assertThat(several.people().point()).isLessThan(one.people().point());
        assertThat(several.method()).startsWith("cookies+sign-ins v1");
    }

    @Test
    void moreCookiesOfABrowserMeanFewerBrowsers() {
        PeopleEstimate kept = PeopleEstimate.of(accounts(200, 700, 210, 60, 205));
        PeopleEstimate renewed = PeopleEstimate.of(accounts(200, 700, 280, 130, 205));

        assertThat(renewed.browsers().point()).isLessThan(kept.browsers().point());
    }

    @Test
    void fewSignInsAreNotNamedAsEvidence() {
        assertThat(PeopleEstimate.of(accounts(10, 30, 20, 2, 15)).method()).startsWith("cookies v1");
    }

    @Test
    void peopleAreNeverFewerThanTheAccountsSeen() {
        PeriodStatistics s = new PeriodStatistics(7, 100, 100, 100, 90, 5, 0, 0, 100, 900, 100, 100, 100, 5, 100, 0);

        assertThat(PeopleEstimate.of(s).people().low()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void fewPeopleHaveAWiderInterval() {
        double many = width(PeopleEstimate.of(cookies(7, 10_000, 16_000, 6_000, 5_000, 2_000))
                .people());
        double few = width(PeopleEstimate.of(cookies(7, 20, 32, 12, 10, 4)).people());

        assertThat(few).isGreaterThan(1.5 * many);
    }

    @Test
    void withoutCookiesALongSpanIsMuchMoreUnsureThanADay() {
        PeopleEstimate day = PeopleEstimate.of(devices(1, 500));
        PeopleEstimate month = PeopleEstimate.of(devices(30, 15_000));

        assertThat(day.people().point()).isBetween(350.0, 500.0);
        assertThat(day.method()).startsWith("devices v1");
        assertThat(day.rejectingShare()).isEqualTo(1);
        assertThat(month.people().point()).isBetween(500.0, 15_000.0);
        assertThat(width(month.people())).isGreaterThan(width(day.people()));
    }

    private static PeriodStatistics devices(long days, long deviceDays) {
        return new PeriodStatistics(days, 0, 0, 0, 0, 0, deviceDays, 0, deviceDays, 900, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void whatNoWorldHasIsSaidAndWidens() {
        PeriodStatistics odd = cookies(28, 1000, 28_000, 0, 0, 1000);

        PeopleEstimate e = PeopleEstimate.of(odd);

        assertThat(e.method()).contains("unlike any world");
        assertThat(width(e.people()))
                .isGreaterThan(width(PeopleEstimate.of(COOKIES).people()));
    }

    @Test
    void nothingIsNothing() {
        PeopleEstimate e = PeopleEstimate.of(devices(1, 0));

        assertThat(e.people()).isEqualTo(Interval.exactly(0));
    }

    @Test
    void theChainLeadsFromCountsToPeople() {
        PeriodStatistics s = accounts(200, 700, 280, 130, 205);
        PeopleEstimate e = PeopleEstimate.of(s);

        List<PeopleEstimate.Step> steps = PeopleEstimate.chain(s);

        assertThat(steps.get(0).value()).isEqualTo(Interval.exactly(1000));
        assertThat(steps.get(steps.size() - 1).value()).isEqualTo(e.people());
        PeopleEstimate.Step units = steps.stream()
                .filter(step -> step.name().equals("units a person leaves"))
                .findFirst()
                .orElseThrow();
        assertThat(1500 / units.value().point())
                .isCloseTo(e.people().point(), org.assertj.core.api.Assertions.within(1e-6));
        assertThat(steps).allSatisfy(step -> assertThat(step.source()).isNotBlank());
    }

    @Test
    void epochsJoinBetweenTheGreatestPartAndTheSum() {
        PeopleEstimate one = PeopleEstimate.of(COOKIES);
        PeopleEstimate two = PeopleEstimate.acrossEpochs(List.of(COOKIES, COOKIES));

        assertThat(two.people().point())
                .isBetween(one.people().point(), 2 * one.people().point());
        assertThat(two.people().low()).isGreaterThanOrEqualTo(one.people().low());
        assertThat(two.people().high()).isLessThanOrEqualTo(2 * one.people().high());
        assertThat(two.method()).endsWith(", 2 epochs joined by return rate");
        assertThat(PeopleEstimate.acrossEpochs(List.of(COOKIES))).isEqualTo(one);
    }

    @Test
    void whoComesEveryDayAddsFewInTheNextEpoch() {
        double loyal = ratioOfTwoEpochs(cookies(28, 1000, 20_000, 20, 10, 50));
        double passing = ratioOfTwoEpochs(cookies(28, 1000, 1050, 950, 900, 200));

        assertThat(loyal).isLessThan(1.4);
        assertThat(passing).isGreaterThan(1.5);
    }

    private static double ratioOfTwoEpochs(PeriodStatistics s) {
        return PeopleEstimate.acrossEpochs(List.of(s, s)).people().point()
                / PeopleEstimate.of(s).people().point();
    }

    @ParameterizedTest
    @CsvSource({"0,1,1,0,0,0", "1,5,4,0,0,0", "1,5,5,6,0,0", "1,5,5,0,6,0", "1,5,5,0,0,6"})
    void refusesContradictions(long days, long cookies, long cookieDays, long oneDay, long oneVisit, long fresh) {
        assertThatThrownBy(() -> cookies(days, cookies, cookieDays, oneDay, oneVisit, fresh))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 500)
    void intervalsAreOrderedAndWithinUnits(
            @ForAll @IntRange(min = 1, max = 31) int days,
            @ForAll @IntRange(min = 0, max = 5000) int cookies,
            @ForAll @IntRange(min = 0, max = 30) int more,
            @ForAll @IntRange(min = 0, max = 5000) int devices,
            @ForAll @IntRange(min = 0, max = 100) int percent,
            @ForAll @IntRange(min = 0, max = 100) int accounts) {
        long part = (long) cookies * percent / 100;
        long ofPersons = part * accounts / 100;
        PeriodStatistics s = new PeriodStatistics(
                days,
                cookies,
                (long) cookies * Math.min(days, 1 + more),
                part,
                part / 2,
                part / 3,
                devices,
                devices / 2,
                (long) cookies + devices,
                (long) cookies + devices,
                (ofPersons + 1) / 2,
                ofPersons,
                ofPersons,
                ofPersons / 4,
                (ofPersons + 1) / 2,
                ofPersons / 9);

        PeopleEstimate e = PeopleEstimate.of(s);

        assertThat(e.people().low()).isBetween(0.0, e.people().point());
        assertThat(e.people().high()).isGreaterThanOrEqualTo(e.people().point());
        assertThat(e.people().point()).isLessThanOrEqualTo(Math.max(1, Math.max(s.units(), s.persons())));
        assertThat(e.rejectingShare()).isBetween(0.0, 1.0);
    }

    private static double width(Interval interval) {
        return (interval.high() - interval.low()) / interval.point();
    }
}
