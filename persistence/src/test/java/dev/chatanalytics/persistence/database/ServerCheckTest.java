package dev.chatanalytics.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ServerCheckTest {

    @Test
    void shouldRefuseAServerThatIsTooOld() throws SQLException {
        SQLException e = catchThrowableOfType(SQLException.class, () -> ServerCheck.require(130_021, "UTF8"));
        assertThat(e.getMessage()).isEqualTo("PostgreSQL 13 (expected: 14 or later)");
        assertThat(SqlStates.mayPass(e)).isFalse();
        ServerCheck.require(140_000, "UTF8");
    }

    @Test
    void shouldRefuseAnEncodingThatDoesNotHaveEveryCharacter() {
        SQLException e = catchThrowableOfType(SQLException.class, () -> ServerCheck.require(180_001, "EUC_JP"));
        assertThat(e.getMessage()).contains("EUC_JP (expected: UTF8");
        assertThat(SqlStates.mayPass(e)).isFalse();
    }
}
