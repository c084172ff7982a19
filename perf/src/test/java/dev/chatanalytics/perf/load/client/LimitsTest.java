package dev.chatanalytics.perf.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void shouldReadTheLimitOfDescriptors() throws IOException {
        assertThat(DescriptorLimit.parse("Max open files            1024                 20000                files"))
                .isEqualTo(new DescriptorLimit(1024, 20_000));
        assertThat(DescriptorLimit.parse("Max open files            unlimited            unlimited            files")
                        .hard())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(DescriptorLimit.ofThisProcess().soft()).isPositive();
    }

    @Test
    void shouldTellTheWayOutOfTheLimit() {
        DescriptorLimit limit = new DescriptorLimit(1024, 20_000);
        assertThatCode(() -> limit.check(800)).doesNotThrowAnyException();
        assertThatThrownBy(() -> limit.check(12_500))
                .hasMessageContaining("connections: 12500 (expected: at most 824")
                .hasMessageContaining("ulimit -n 12700");
        assertThatThrownBy(() -> limit.check(50_000))
                .hasMessageContaining("run 3 processes with --connections 16667 and a 3th of the rate");
    }

    @Test
    void shouldUseFurtherLoopbackAddressesWherePortsRunOut() throws IOException {
        List<InetSocketAddress> sources = new SourceAddresses(InetAddress.getByName("127.0.0.1")).of(50_001);
        assertThat(sources).hasSize(50_001);
        assertThat(sources.get(24_999).getHostString()).isEqualTo("127.0.0.1");
        assertThat(sources.get(25_000).getHostString()).isEqualTo("127.0.0.2");
        assertThat(sources.get(50_000).getHostString()).isEqualTo("127.0.0.3");
    }

    @Test
    void shouldLetTheSystemChooseForOtherTargets() throws IOException {
        SourceAddresses other = new SourceAddresses(InetAddress.getByName("192.0.2.1"));
        assertThat(other.of(3))
                .allSatisfy(source ->
                        assertThat(source.getAddress().isAnyLocalAddress()).isTrue());
        assertThatThrownBy(() -> other.of(25_001)).hasMessageContaining("connections: 25001");
    }
}
