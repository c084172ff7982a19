package dev.chatanalytics.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.port.StoreException.Kind;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatesTest {

    private static SQLException error(String state) {
        return new SQLException("line one\n  line two", state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22P02", "22P05", "22008", "23502", "23514", "54001"})
    void shouldBlameTheRow(String state) {
        assertThat(SqlStates.kind(error(state))).isEqualTo(Kind.POISON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "08001", "53100", "53300", "57014", "57P01", "57P03", "40001", "40P01", "25006", "42P01",
                "42501", "3D000", "28P01", "XX000", "0A000", "", "?"
            })
    void shouldBlameTheStore(String state) {
        assertThat(SqlStates.kind(error(state))).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void shouldBlameTheStoreWhenNothingIsSaid() {
        SQLException silent = new SQLException();
        assertThat(SqlStates.kind(silent)).isEqualTo(Kind.UNAVAILABLE);
        assertThat(SqlStates.mayPass(silent)).isTrue();
        assertThat(SqlStates.isConnectionLost(silent)).isTrue();
        assertThat(SqlStates.reason(silent)).isEqualTo("null (SQLSTATE null)");
    }

    @Test
    void shouldGiveTheReasonInOneLine() {
        assertThat(SqlStates.reason(error("22021"))).isEqualTo("line one line two (SQLSTATE 22021)");
    }

    @Test
    void shouldTellWhatMayPassFromWhatWillNot() {
        assertThat(SqlStates.mayPass(error("08001"))).isTrue();
        assertThat(SqlStates.mayPass(error("57P03"))).isTrue();
        assertThat(SqlStates.mayPass(error("57014"))).isTrue();
        assertThat(SqlStates.mayPass(error("25006")))
                .as("read-only for a while")
                .isTrue();
        assertThat(SqlStates.mayPass(error(""))).isTrue();
        assertThat(SqlStates.mayPass(error("08004"))).isFalse();
        assertThat(SqlStates.mayPass(error("28P01"))).isFalse();
        assertThat(SqlStates.mayPass(error("3D000"))).isFalse();
    }
}
