package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.persistence.testing.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/**
 * A process to be killed: it commits batches as fast as it can and says after each one up to which message it promises.
 * Arguments: the directory, a seed.
 */
final class JournalWriter {

    /** So many messages are not yet released at any time. */
    static final int UNSAFE = 300;

    private JournalWriter() {}

    public static void main(String[] args) throws IOException {
        Random random = new Random(Long.parseLong(args[1]));
        var options = new JournalOptions(Path.of(args[0]), 16 << 10, 64 << 20);
        try (FileMessageLog log = FileMessageLog.open(options)) {
            long next = 0;
            while (true) {
                for (int left = 1 + random.nextInt(40); left > 0; left--) {
                    log.append(next, message(next));
                    next++;
                }
                log.commit();
                System.out.println(next - 1);
                log.release(next - 1 - UNSAFE);
            }
        }
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
