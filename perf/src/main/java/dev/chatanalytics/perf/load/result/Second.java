package dev.chatanalytics.perf.load.result;

import dev.chatanalytics.perf.load.observe.ServiceSample;

/**
 * About one second of a run.
 *
 * @param time seconds since the start, at the end of this one
 * @param warmup whether it belongs to the warm-up
 * @param length how long it really was, in seconds
 * @param sent requests written in it
 * @param accepted answers with 202
 * @param refused answers with 429 or 503
 * @param failed other answers, and connections lost with a request
 * @param inFlight requests unanswered at its end
 * @param p50 milliseconds from the intended send time to the answer
 * @param p99 the same
 * @param max the same
 * @param service what the service said at its end
 * @param serviceCpu the CPUs that the service used in it, 1 being one of them
 * @param idle part, 0 to 1, of the generator's CPUs' time
 * @param steal the same
 */
public record Second(
        double time,
        boolean warmup,
        double length,
        long sent,
        long accepted,
        long refused,
        long failed,
        long inFlight,
        double p50,
        double p99,
        double max,
        ServiceSample service,
        double serviceCpu,
        double idle,
        double steal) {}
