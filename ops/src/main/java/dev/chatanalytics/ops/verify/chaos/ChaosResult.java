package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.verify.observe.Sample;
import dev.chatanalytics.ops.verify.oracle.Verdict;
import java.nio.file.Path;
import java.util.List;

/**
 * A chaos run and what it came to. Immutable.
 *
 * @param schedule what was to be done
 * @param records what was done
 * @param samples from the beginning until all was checked
 * @param loadSeconds how long messages were sent
 * @param dir where the stack lay; deleted unless a promise was broken
 */
public record ChaosResult(
        ChaosOptions options,
        Verdict verdict,
        List<ScheduledFault> schedule,
        List<FaultRecord> records,
        List<Sample> samples,
        double loadSeconds,
        Path dir) {}
