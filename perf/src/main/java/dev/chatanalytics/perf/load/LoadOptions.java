package dev.chatanalytics.perf.load;

import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.client.Surge;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was asked of a load run.
 *
 * @param target where the service listens
 * @param admin its admin address, or null
 * @param database JDBC URL, or null
 * @param schedule of the run, or of the first stage of a ramp
 * @param connections in all
 * @param loops event loops
 * @param bots among whom the messages are spread
 * @param texts TSV file, or null for generated texts
 * @param settle how long after the run the table is looked at when no acknowledged message has come that was missing
 */
public record LoadOptions(
        InetSocketAddress target,
        URI admin,
        String database,
        Schedule schedule,
        int connections,
        int loops,
        int bots,
        Path texts,
        Duration settle) {

    /** The same at another rate. */
    LoadOptions atRate(int rate) {
        Schedule other = new Schedule(rate, schedule.warmup(), schedule.duration());
        return new LoadOptions(target, admin, database, other, connections, loops, bots, texts, settle);
    }

    /** Names and values for the report, without secrets. */
    Map<String, String> describe() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("url", target.getHostString() + ":" + target.getPort());
        all.put("admin", admin == null ? "not read" : admin.toString());
        all.put("database", database == null ? "not read" : withoutParameters(database));
        all.put("rate", schedule.rate() + "/s");
        all.put(
                "warm-up, duration",
                schedule.warmup().toSeconds() + " s, " + schedule.duration().toSeconds() + " s");
        Surge surge = schedule.surge();
        if (surge != null) {
            all.put(
                    "surge",
                    surge.rate() + "/s for " + surge.length().toSeconds() + " s, "
                            + surge.after().toSeconds() + " s after the warm-up");
        }
        all.put("connections", connections + " on " + loops + " event loop(s)");
        all.put("bots", Integer.toString(bots));
        all.put("texts", texts == null ? "generated" : texts.toString());
        return all;
    }

    /** A password stands in the parameters. */
    private static String withoutParameters(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }
}
