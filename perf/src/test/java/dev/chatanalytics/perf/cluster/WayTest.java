package dev.chatanalytics.perf.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WayTest {

    private static final Optional<Path> INSTALLED = Optional.of(Path.of("/usr/sbin/nginx"));

    @Test
    void shouldGoThroughNginxWhereItIsInstalled() {
        assertThat(Way.AUTO.nginx(INSTALLED)).isEqualTo(Path.of("/usr/sbin/nginx"));
        assertThat(Way.NGINX.nginx(INSTALLED)).isEqualTo(Path.of("/usr/sbin/nginx"));
        assertThat(Way.AUTO.nginx(Optional.empty())).isNull();
    }

    @Test
    void shouldLeaveItOutWhenTold() {
        assertThat(Way.DIRECT.nginx(INSTALLED)).isNull();
    }

    @Test
    void shouldSayThatItIsMissing() {
        assertThatThrownBy(() -> Way.NGINX.nginx(Optional.empty()))
                .hasMessageContaining("nginx is not installed")
                .hasMessageContaining("apt-get install nginx");
    }
}
