package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.testbed.Cpus;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was asked of a cluster run.
 *
 * @param instances services, and as many generators
 * @param connections of each generator
 * @param schedule of all generators together
 * @param bots among whom the messages are spread
 * @param nginx its program, or null for generators that connect to the services directly
 * @param settings of each service, as environment variables
 */
record ClusterOptions(
        int instances,
        int connections,
        Schedule schedule,
        int bots,
        Path nginx,
        Cpus cpus,
        Map<String, String> settings) {

    /** The embedded PostgreSQL takes 150; the generators and what looks after the schema need some too. */
    private static final int DATABASE_CONNECTIONS = 100;

    /** For those that come and go, and for ours. */
    private static final int SPARE_CONNECTIONS = 500;

    /** Connections of all generators together. */
    int allConnections() {
        return instances * connections;
    }

    /** The share of one generator: all shares add up to the whole. */
    Schedule share(int generator) {
        int rate = schedule.rate() * (generator + 1) / instances - schedule.rate() * generator / instances;
        return new Schedule(rate, schedule.warmup(), schedule.duration());
    }

    /** What was asked for, and what sharing one database and holding so many connections needs. */
    Map<String, String> serviceSettings() {
        Map<String, String> all = new HashMap<>();
        all.put("CHAT_ANALYTICS_DATABASE_POOL_SIZE", Integer.toString(Math.max(4, DATABASE_CONNECTIONS / instances)));
        all.put("CHAT_ANALYTICS_HTTP_MAX_CONNECTIONS", Integer.toString(connections + SPARE_CONNECTIONS));
        all.putAll(settings);
        return all;
    }

    /** Names and values for the report. */
    Map<String, String> describe() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("services", Integer.toString(instances));
        all.put("connections", instances + " generators with " + connections + " each");
        all.put("way", nginx == null ? "directly" : "through " + nginx);
        all.put("rate", schedule.rate() + "/s in all");
        all.put(
                "warm-up, duration",
                schedule.warmup().toSeconds() + " s, " + schedule.duration().toSeconds() + " s");
        all.put("bots", Integer.toString(bots));
        all.put("CPUs of the services", cpus.service());
        all.put("CPUs of everything else", cpus.others());
        all.put("settings of the services", settings.isEmpty() ? "defaults" : settings.toString());
        return all;
    }
}
