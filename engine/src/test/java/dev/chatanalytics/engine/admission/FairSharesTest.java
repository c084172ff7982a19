package dev.chatanalytics.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.Sender;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairSharesTest {

    private final FairShares shares = new FairShares();

    private int take(String bot, int messages) {
        int bucket = shares.bucketOf(Sender.ANONYMOUS, bot);
        IntStream.range(0, messages).forEach(i -> shares.taken(bucket));
        return bucket;
    }

    /** Two bots in different buckets, whatever the salt. */
    private String other(String bot) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "other-" + i)
                .filter(name -> shares.bucketOf(Sender.ANONYMOUS, name) != shares.bucketOf(Sender.ANONYMOUS, bot))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldGiveOneSenderEverything() {
        int bucket = take("b", 1_000);

        assertThat(shares.exceeds(bucket, 100)).isFalse();
    }

    @Test
    void shouldGiveTwoSendersHalfOfItEach() {
        int greedy = take("b", 50);
        int modest = take(other("b"), 1);

        assertThat(shares.exceeds(greedy, 100)).isTrue();
        assertThat(shares.exceeds(modest, 100)).isFalse();
        shares.ended(modest);
        assertThat(shares.exceeds(greedy, 100)).as("alone again").isFalse();
    }

    @Test
    void shouldCountWhoComesForTheFirstTime() {
        take("b", 100);
        int newcomer = shares.bucketOf(Sender.ANONYMOUS, other("b"));

        assertThat(shares.exceeds(newcomer, 100)).isFalse();
    }

    @Test
    void shouldGoByTheSenderWhenThereIsOneAndByTheBotElse() {
        int bot = shares.bucketOf(Sender.ANONYMOUS, "b");

        assertThat(shares.bucketOf(new Sender("key"), "b")).isEqualTo(shares.bucketOf(new Sender("key"), other("b")));
        assertThat(shares.bucketOf(null, "b")).isEqualTo(bot);
    }

    @Test
    void shouldHardlyEverHaveOneSenderPayForAnother() {
        int[] buckets = IntStream.range(0, 12_000)
                .map(i -> shares.bucketOf(Sender.ANONYMOUS, "bot-" + i))
                .peek(shares::taken)
                .toArray();
        long unfair = IntStream.of(buckets)
                .filter(bucket -> {
                    shares.ended(bucket);
                    boolean exceeds = shares.exceeds(bucket, 14_746);
                    shares.taken(bucket);
                    return exceeds;
                })
                .count();

        assertThat(unfair).as("of 12,000 that hold one message each").isLessThan(120);
    }

    @Test
    void shouldSpreadSendersEvenly() {
        long buckets = IntStream.range(0, 1 << 18)
                .map(i -> shares.bucketOf(Sender.ANONYMOUS, "bot-" + i))
                .distinct()
                .count();

        assertThat(buckets).as("at random 63 % would be hit").isBetween(163_000L, 168_500L);
    }
}
