package dev.chatanalytics.ops.verify.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a terminal or a shell does to our process group, such as Ctrl-C, from our children. Stateless. */
final class OwnSession {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private OwnSession() {}

    /** The command, in a session of its own where that can be had. Its process is still the one that we start. */
    static List<String> of(List<String> command) {
        List<String> all = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            all.add(SETSID.toString());
        }
        all.addAll(command);
        return all;
    }
}
