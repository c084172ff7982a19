package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.message.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything in any order, on a disk that fails now and then, killed every few steps; beside it, what must be so. */
class RandomJournalTest {

    private static final int STEPS = 400;

    @TempDir
    private Path temp;

    private final Quiet quiet = new Quiet();
    private final FaultyFiles disk = new FaultyFiles();

    /** Promised, in order. */
    private final List<Message> promised = new ArrayList<>();

    private final List<ToldEntry> tickets = new ArrayList<>();

    /** Refused or withdrawn, and since then nothing was made durable. */
    private final Set<Message> toBeNoted = new HashSet<>();

    private final Set<Message> noted = new HashSet<>();

    @AfterEach
    void speak() {
        quiet.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldRecoverAllThatIsPromisedAndNothingThatIsNotedAsRefused(long seed) throws IOException {
        Random random = new Random(seed);
        JournalFolder folder = new JournalFolder(temp.resolve("journal"));
        try (FileMessageLog log = folder.open(disk)) {
            for (int step = 0; step < STEPS; step++) {
                breakOrRepair(random.nextInt(12));
                step(log, random);
                if (random.nextInt(20) == 0) {
                    check(folder.copyTo(temp.resolve("killed-" + step)).recovered(), seed, step);
                    assertThat(log.state().bytes()).as("never too few").isGreaterThanOrEqualTo(folder.bytes());
                }
            }
            assertThat(disk.touchedAgain).isEmpty();
        }
        check(folder.recovered(), seed, STEPS);
    }

    private void breakOrRepair(int what) {
        disk.forceFails = what == 0;
        disk.truncateFails = what == 1;
        disk.createFails = what == 2;
        disk.bytesLeft = what <= 1 || what == 3 ? 300 : Long.MAX_VALUE;
    }

    private void step(FileMessageLog log, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> {
                if (log.idle(random.nextInt(5) == 0)) {
                    allIsNoted();
                }
            }
            case 1 -> leave(random, entry -> entry.release(log), message -> {});
            case 2 -> leave(random, entry -> entry.withdraw(log), toBeNoted::add);
            default -> commit(log, JournalFolder.messages(1 + random.nextInt(12)));
        }
    }

    private void commit(FileMessageLog log, List<Message> messages) {
        List<ToldEntry> entries = ToldEntry.commit(log, messages);
        if (entries.get(0).isDurable()) {
            allIsNoted();
        }
        for (int i = 0; i < messages.size(); i++) {
            if (entries.get(i).isDurable()) {
                promised.add(messages.get(i));
                tickets.add(entries.get(i));
            } else {
                toBeNoted.add(messages.get(i));
            }
        }
    }

    private void leave(Random random, Consumer<ToldEntry> how, Consumer<Message> then) {
        for (int left = Math.min(tickets.size(), random.nextInt(12)); left > 0; left--) {
            int which = random.nextInt(tickets.size());
            how.accept(tickets.remove(which));
            then.accept(promised.remove(which));
        }
    }

    private void allIsNoted() {
        noted.addAll(toBeNoted);
        toBeNoted.clear();
    }

    private void check(List<Message> found, long seed, int step) {
        List<Message> kept = new ArrayList<>(found);
        kept.retainAll(new HashSet<>(promised));
        assertThat(kept).as("promised, seed %d, step %d", seed, step).isEqualTo(promised);
        assertThat(found).as("refused, seed %d, step %d", seed, step).noneMatch(noted::contains);
    }
}
