package dev.chatanalytics.ops.verify;

import dev.chatanalytics.ops.verify.ledger.Answer;
import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.observe.Sample;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells people how it goes: one line that is overwritten on a terminal, else a line now and then. For one thread. */
public final class Progress {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final int columns;
    private long shown = System.nanoTime() - INTERVAL_NANOS;

    /** @param columns of the terminal, or {@link Integer#MAX_VALUE} when there is none */
    public Progress(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    /** How it stands now; the next such line takes its place. */
    public void now(String line) {
        if (isTerminal()) {
            out.print(CLEAR + line.substring(0, Math.min(line.length(), columns - 1)));
            out.flush();
        } else if (System.nanoTime() - shown >= INTERVAL_NANOS) {
            shown = System.nanoTime();
            out.println(line);
        }
    }

    /**
     * How a load stands now.
     *
     * @param seconds that it has lasted
     * @param of the seconds that it is to last
     * @param more at the end of the line
     */
    public void load(double seconds, double of, Ledger ledger, Sample sample, String more) {
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "%s of %s  %,5.0f/s", clock(seconds), clock(of), sample.rate()));
        for (Answer answer : Answer.values()) {
            if (answer != Answer.OTHER || ledger.count(answer) > 0) {
                line.append(String.format(Locale.ROOT, "  %s %,d", answer.brief(), ledger.count(answer)));
            }
        }
        now(line.append(more).toString());
    }

    /** {@code 1:05} for 65 seconds. */
    public static String clock(double seconds) {
        return String.format(Locale.ROOT, "%d:%02d", (long) seconds / 60, (long) seconds % 60);
    }

    /** Something that stays on the screen. */
    public void say(String line) {
        out.println(isTerminal() ? CLEAR + line : line);
    }

    private boolean isTerminal() {
        return columns != Integer.MAX_VALUE;
    }
}
