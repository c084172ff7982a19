package dev.chatanalytics.ops.verify.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** What is done to the database, and to the way there. For one thread at a time. */
final class DatabaseFaults {

    private static final int LONGEST_COPY = 60_000;

    private final ChaosDatabase database;
    private final FaultProxy proxy;

    DatabaseFaults(ChaosDatabase database, FaultProxy proxy) {
        this.database = database;
        this.proxy = proxy;
    }

    String kill(Duration length, Pause pause) throws IOException, InterruptedException {
        database.kill();
        pause.over(length);
        long began = System.nanoTime();
        database.start();
        return String.format(Locale.ROOT, "started again in %.1f s", (System.nanoTime() - began) / 1e9);
    }

    String pause(Duration length, Pause pause) throws IOException, InterruptedException {
        database.pause(true);
        try {
            pause.over(length);
        } finally {
            database.pause(false);
        }
        return "";
    }

    String endCopies(Duration length, Pause pause) throws Exception {
        AtomicInteger ended = new AtomicInteger();
        pause.during(length, () -> ended.addAndGet(database.endCopies()));
        return ended + " sessions ended";
    }

    String reset(Duration length, Pause pause, Random random) throws Exception {
        int before = proxy.resets();
        try {
            pause.during(length, () -> proxy.resetAfter(1 + random.nextInt(LONGEST_COPY)));
        } finally {
            proxy.resetAfter(0);
        }
        return proxy.resets() - before + " connections reset";
    }

    String swallow(Duration length, Pause pause) throws InterruptedException {
        long before = proxy.swallowedBytes();
        proxy.swallow(true);
        try {
            pause.over(length);
        } finally {
            proxy.swallow(false);
        }
        return proxy.swallowedBytes() - before + " bytes swallowed";
    }

    /** Fills the disk while the way to the database swallows everything, so that a message has nowhere to go. */
    String fillAsWell(SmallDisk disk, Duration length, Pause pause) throws Exception {
        proxy.swallow(true);
        try {
            return fill(disk, length, pause);
        } finally {
            proxy.swallow(false);
        }
    }

    static String fill(SmallDisk disk, Duration length, Pause pause) throws Exception {
        try {
            pause.during(length, disk::fill);
        } finally {
            disk.free();
        }
        return "";
    }
}
