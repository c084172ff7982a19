package dev.chatanalytics.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {

    private final List<String> closed = new ArrayList<>();
    private final Parts parts = new Parts();

    @Test
    void shouldCloseInReverseOnce() throws IOException {
        parts.add(() -> closed.add("first"));
        parts.add(() -> closed.add("second"));

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void shouldCloseAllAndLoseNoError() {
        parts.add(() -> {
            throw new IllegalStateException("first");
        });
        parts.add(() -> closed.add("second"));
        parts.add(() -> {
            throw new IOException("third");
        });

        Throwable fault = catchThrowable(parts::close);

        assertThat(closed).containsExactly("second");
        assertThat(fault).isInstanceOf(IOException.class).hasRootCauseMessage("third");
        assertThat(fault.getSuppressed()).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldAddItsErrorsToTheFaultThatCausedTheEnd() {
        parts.add(() -> {
            throw new IOException("also");
        });
        IOException fault = new IOException("why");

        parts.closeAfter(fault);

        assertThat(fault.getSuppressed()).hasSize(1);
    }
}
