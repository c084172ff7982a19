package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.persistence.testing.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A process to be killed: it commits batches as fast as it can and says after each one up to which message it
 * promises.
 * Arguments: the directory, a seed.
 */
final class JournalWriter {

    /** So many messages are not yet released at any time, and not withdrawn. */
    static final int UNSAFE = 300;

    private JournalWriter() {}

    public static void main(String[] args) throws IOException {
        Random random = new Random(Long.parseLong(args[1]));
        var options = new JournalOptions(Path.of(args[0]), 16 << 10, 64 << 20);
        try (FileMessageLog log = FileMessageLog.open(options)) {
            long next = 0;
            List<ToldEntry> unsafe = new ArrayList<>();
            while (true) {
                List<Message> batch = new ArrayList<>();
                for (int left = 1 + random.nextInt(40); left > 0; left--) {
                    batch.add(message(next++));
                }
                List<ToldEntry> entries = ToldEntry.commit(log, batch);
                System.out.println(next - 1);
                for (int i = 0; i < batch.size(); i++) {
                    if (isWithdrawn(number(batch.get(i)))) {
                        entries.get(i).withdraw(log);
                    } else {
                        unsafe.add(entries.get(i));
                    }
                }
                List<ToldEntry> safe = unsafe.subList(0, Math.max(0, unsafe.size() - UNSAFE));
                Collections.shuffle(safe, random);
                safe.forEach(entry -> entry.release(log));
                safe.clear();
                if (random.nextInt(10) == 0) {
                    log.idle(false);
                }
            }
        }
    }

    /** Whether it is withdrawn after the commit that it is in; the next commit notes that. */
    static boolean isWithdrawn(long number) {
        return number % 50 == 7;
    }

    /** Can be made again from its number. */
    static Message message(long number) {
        String text = "text of " + number + " ".repeat((int) (number % 97)) + "🚲";
        return new Message("m-" + number, "bot", number % 3 == 0 ? null : "u", text, Messages.NOW + number, number);
    }

    static long number(Message message) {
        return message.receivedAtMicros();
    }
}
