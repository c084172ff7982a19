package dev.chatanalytics.perf.jmh;

import java.nio.charset.StandardCharsets;

/** Bodies of requests for the benchmarks. */
final class Bodies {

    private Bodies() {}

    /** A message whose text has this many characters of the sample's, over and over. */
    static byte[] of(String sample, int characters) {
        String text = sample.repeat(characters / sample.length() + 1).substring(0, characters);
        return ("{\"message_id\":\"abcd1234-0000000042\",\"bot_id\":\"bot-000007\",\"user_id\":\"u-9\",\"text\":\""
                        + text + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
