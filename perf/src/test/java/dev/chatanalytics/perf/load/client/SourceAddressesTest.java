package dev.chatanalytics.perf.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceAddressesTest {

    private static final InetAddress LOOPBACK = address(127, 0, 0, 1);

    @Test
    void shouldGiveEach25000AnAddressOfTheirOwn() {
        List<InetSocketAddress> all = new SourceAddresses(LOOPBACK, 3).of(25_001);
        assertThat(all.get(0).getAddress()).isEqualTo(address(127, 0, 0, 3));
        assertThat(all.get(24_999).getAddress()).isEqualTo(address(127, 0, 0, 3));
        assertThat(all.get(25_000).getAddress()).isEqualTo(address(127, 0, 0, 4));
    }

    @Test
    void shouldBeginWithTheFirstAddress() {
        assertThat(new SourceAddresses(LOOPBACK).of(1).get(0).getAddress()).isEqualTo(LOOPBACK);
    }

    @Test
    void shouldRefuseAnAddressThatIsNone() {
        assertThatThrownBy(() -> new SourceAddresses(LOOPBACK, 0)).hasMessage("first source: 0 (expected: 1 to 250)");
    }

    private static InetAddress address(int... bytes) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
