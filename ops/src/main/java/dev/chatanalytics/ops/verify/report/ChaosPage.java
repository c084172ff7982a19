package dev.chatanalytics.ops.verify.report;

import dev.chatanalytics.ops.verify.chaos.ChaosResult;
import java.io.IOException;
import java.nio.file.Path;

/** x. */
public final class ChaosPage {
    private ChaosPage() {}

    /** x. */
    public static Path write(ChaosResult result, Path dir) throws IOException {
        result.records().forEach(System.out::println);
        return dir;
    }
}
