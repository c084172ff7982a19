package dev.chatanalytics.ops.verify.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs that not every machine has. Stateless. */
public final class Programs {

    /** Where servers are, which the path of an ordinary user leaves out. */
    private static final String MORE = ":/usr/sbin";

    private Programs() {}

    /** The program of this name on our {@code PATH}, or with the system's servers. */
    public static Optional<Path> find(String name) {
        return find(name, System.getenv().getOrDefault("PATH", "") + MORE);
    }

    /** @param places directories, apart by colons */
    static Optional<Path> find(String name, String places) {
        return Stream.of(places.split(":"))
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
