package dev.chatanalytics.perf.cluster;

import java.nio.file.Path;
import java.util.Optional;

/** How the generators reach the services. */
enum Way {
    AUTO,
    NGINX,
    DIRECT;

    /**
     * The nginx to use, or null.
     *
     * @param installed the one of this machine
     * @throws IllegalArgumentException when there must be one and is not
     */
    Path nginx(Optional<Path> installed) {
        if (this == NGINX && installed.isEmpty()) {
            throw new IllegalArgumentException(
                    "--way: nginx (expected: auto or direct, since nginx is not installed; on"
                            + " Debian: apt-get install nginx)");
        }
        return this == DIRECT ? null : installed.orElse(null);
    }
}
