package dev.chatanalytics.ops.verify.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultScheduleTest {

    private static final List<FaultKind> ALL = List.of(FaultKind.values());
    private static final Duration LONG = Duration.ofMinutes(30);

    @Test
    void shouldDrawTheSameFromTheSameSeed() {
        assertThat(FaultSchedule.draw(7, LONG, ALL)).isEqualTo(FaultSchedule.draw(7, LONG, ALL));
        assertThat(FaultSchedule.draw(7, LONG, ALL)).isNotEqualTo(FaultSchedule.draw(8, LONG, ALL));
    }

    @Test
    void shouldDrawThisFromSeedOneOnAnyMachine() {
        assertThat(FaultSchedule.draw(1, Duration.ofMinutes(1), ALL))
                .extracting(f -> f.at().toMillis() + " " + f.kind().option() + " "
                        + f.length().toMillis())
                .startsWith("3000 start-without-database 2390", "32295 nlp-flap 10164", "36139 service-pause 709");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 99})
    void shouldDoEachKindOfFaultAndEndThemAllInTime(long seed) {
        List<ScheduledFault> schedule = FaultSchedule.draw(seed, LONG, ALL);

        assertThat(schedule.stream().map(ScheduledFault::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(FaultKind.values());
        assertThat(schedule).allSatisfy(fault -> {
            assertThat(fault.end()).isLessThanOrEqualTo(LONG.minusSeconds(5));
            assertThat(fault.length())
                    .isBetween(fault.kind().least(), fault.kind().most());
        });
        assertThat(schedule).as("some that overlap").anyMatch(fault -> fault.lane() == 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 99})
    void shouldLetTwoMeetAtMostAndOnlySuchAsHurtDifferentParts(long seed) {
        List<ScheduledFault> schedule = FaultSchedule.draw(seed, LONG, ALL);

        for (ScheduledFault fault : schedule) {
            List<ScheduledFault> meeting = schedule.stream()
                    .filter(other -> other != fault)
                    .filter(other ->
                            other.at().compareTo(fault.end()) < 0 && fault.at().compareTo(other.end()) < 0)
                    .toList();
            assertThat(meeting).hasSizeLessThanOrEqualTo(1);
            assertThat(meeting).allMatch(other -> other.kind().canMeet(fault.kind()) && other.lane() != fault.lane());
        }
    }

    @Test
    void shouldRepeatTheOnlyKindThereIs() {
        assertThat(FaultSchedule.draw(1, Duration.ofMinutes(8), List.of(FaultKind.SERVICE_KILL)))
                .hasSizeGreaterThan(20)
                .allMatch(fault -> fault.kind() == FaultKind.SERVICE_KILL && fault.lane() == 0);
    }

    @Test
    void shouldNotLetSlowFsyncsMeetAnotherProcessOrAFullDisk() {
        assertThat(ALL)
                .filteredOn(kind -> !kind.canMeet(FaultKind.SLOW_FSYNC))
                .containsExactlyInAnyOrder(
                        FaultKind.SERVICE_KILL,
                        FaultKind.SERVICE_STOP,
                        FaultKind.SERVICE_PAUSE,
                        FaultKind.JOURNAL_FULL,
                        FaultKind.SLOW_FSYNC,
                        FaultKind.START_WITHOUT_DATABASE);
    }

    /** One would start, open or attach again what the other has just stopped, closed or detached. */
    @Test
    void shouldNotLetTwoFaultsOfTheDatabaseMeet() {
        assertThat(ALL)
                .filteredOn(kind -> !kind.canMeet(FaultKind.READ_ONLY_DATABASE))
                .containsExactlyInAnyOrder(
                        FaultKind.DATABASE_KILL,
                        FaultKind.DATABASE_PAUSE,
                        FaultKind.DATABASE_TERMINATE,
                        FaultKind.DATABASE_RESET,
                        FaultKind.DATABASE_BLACK_HOLE,
                        FaultKind.READ_ONLY_DATABASE,
                        FaultKind.DETACHED_WEEK,
                        FaultKind.POOLER,
                        FaultKind.DEAD_LETTERS_FULL,
                        FaultKind.LARGE_MESSAGES,
                        FaultKind.START_WITHOUT_DATABASE)
                .allMatch(kind -> !kind.canMeet(FaultKind.DETACHED_WEEK) && !kind.canMeet(FaultKind.POOLER));
    }

    @Test
    void shouldHurtThePoolerOnlyWhereThereIsOne() {
        assertThat(FaultKind.all(true)).containsExactlyElementsOf(ALL);
        assertThat(FaultKind.all(false)).hasSize(ALL.size() - 1).doesNotContain(FaultKind.POOLER);
    }

    @Test
    void shouldReadTheKindsAsTheyAreWritten() {
        assertThat(ALL)
                .allSatisfy(kind -> assertThat(FaultKind.of(kind.option())).contains(kind));
        assertThat(FaultKind.of("earthquake")).isEmpty();
    }
}
