package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.MessageLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the engine expects of every {@link MessageLog} that outlives the process. */
abstract class MessageLogContract {

    abstract MessageLog log();

    /** What the next process would find if this one were killed now, in order. */
    abstract List<Message> survivors() throws IOException;

    @Test
    void shouldKeepEveryFieldOfACommittedMessage() throws IOException {
        var messages = List.of(
                new Message("m-1", "bot-1", null, "no user", 1, 2),
                new Message("m-2", "bot-1", "", "an empty user", -3, Long.MAX_VALUE),
                new Message("ü-3", "机器人", "u \n\t\"", "a\u0001b € 🚲 مرحبا", Long.MIN_VALUE, 0),
                new Message("m".repeat(128), "b".repeat(128), "u".repeat(128), "€".repeat(8192), 5, 6));
        commit(messages);
        assertThat(survivors()).isEqualTo(messages);
    }

    @Test
    void shouldKeepTheOrderOverManyCommits() throws IOException {
        List<Message> all = JournalFolder.messages(300);
        for (int i = 0; i < all.size(); i += 7) {
            commit(all.subList(i, Math.min(all.size(), i + 7)));
        }
        assertThat(survivors()).isEqualTo(all);
    }

    @Test
    void shouldTellEachEntryOnceAndGiveEachATicketOfItsOwn() {
        List<ToldEntry> entries = ToldEntry.commit(log(), JournalFolder.messages(50));
        entries.addAll(ToldEntry.commit(log(), JournalFolder.messages(50)));
        assertThat(entries).allMatch(ToldEntry::isDurable);
        assertThat(entries).extracting(ToldEntry::sequence).doesNotHaveDuplicates();
    }

    @Test
    void shouldTakeWhatIsReleasedInAnyOrder() throws IOException {
        List<Message> all = JournalFolder.messages(200);
        List<ToldEntry> entries = ToldEntry.commit(log(), all);
        List<ToldEntry> released = new ArrayList<>(entries.subList(0, 150));
        Collections.shuffle(released, new Random(20261129));
        released.forEach(entry -> entry.release(log()));
        log().idle(false);
        assertThat(survivors()).endsWith(all.subList(150, 200).toArray(Message[]::new));
    }

    @Test
    void shouldNotHandOverWhatWasWithdrawn() throws IOException {
        List<Message> all = JournalFolder.messages(30);
        List<ToldEntry> entries = ToldEntry.commit(log(), all);
        for (int withdrawn : List.of(3, 29, 17)) {
            entries.get(withdrawn).withdraw(log());
        }
        log().idle(false);
        assertThat(survivors()).hasSize(27).doesNotContain(all.get(3), all.get(17), all.get(29));
    }

    @Test
    void shouldTakeACommitOfNothing() {
        assertThatCode(() -> log().commit()).doesNotThrowAnyException();
    }

    @Test
    void shouldKeepWhatIsNotReleasedWhileAnotherThreadReleases() throws IOException {
        List<Message> all = JournalFolder.messages(2_000);
        CompletableFuture<Void> persist = CompletableFuture.completedFuture(null);
        Deque<ToldEntry> unsafe = new ArrayDeque<>();
        for (int i = 0; i < all.size(); i += 10) {
            unsafe.addAll(ToldEntry.commit(log(), all.subList(i, i + 10)));
            while (unsafe.size() > 100) {
                ToldEntry safe = unsafe.poll();
                persist = persist.thenRunAsync(() -> safe.release(log()));
            }
        }
        persist.join();
        assertThat(survivors()).endsWith(all.subList(1_900, 2_000).toArray(Message[]::new));
    }

    private void commit(List<Message> messages) {
        assertThat(ToldEntry.commit(log(), messages)).allMatch(ToldEntry::isDurable);
    }
}
