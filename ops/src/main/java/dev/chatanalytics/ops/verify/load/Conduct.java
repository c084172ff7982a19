package dev.chatanalytics.ops.verify.load;

import dev.chatanalytics.ops.verify.traffic.Size;

/** What the chatbots do otherwise than usual for a while. Any thread switches it, the load's thread goes by it. */
public final class Conduct {

    private volatile int largestOneIn;
    private volatile boolean repeating;
    private volatile boolean insisting;

    /** From now on, one new message in so many is of the largest size; 0 for none. */
    public void sendLargest(int oneIn) {
        largestOneIn = oneIn;
    }

    /** From now on, a bot sends again what was answered 202 before, or does so no more. */
    public void repeat(boolean on) {
        repeating = on;
    }

    /** From now on, nobody slows down while all is refused, or they do again. */
    public void insist(boolean on) {
        insisting = on;
    }

    Size size(int number) {
        int oneIn = largestOneIn;
        return oneIn > 0 && number % oneIn == 0 ? Size.LARGEST : Size.USUAL;
    }

    boolean isRepeating() {
        return repeating;
    }

    boolean isInsisting() {
        return insisting;
    }
}
