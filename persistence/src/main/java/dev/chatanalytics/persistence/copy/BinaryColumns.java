package dev.chatanalytics.persistence.copy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.StoreException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Binds a batch to a statement, each column as one array in PostgreSQL's binary form. Used by one thread.
 *
 * <p>The form (PostgreSQL's {@code array_recv}): the number of dimensions, whether there are nulls, the type of the
 * elements; how many there are and the index of the first; then each element. The driver's own arrays would take a copy
 * of each string first, put a question mark in the place of a lone surrogate, and have no binary form of moments.
 */
final class BinaryColumns {

    private static final int DIMENSIONS = 1;
    private static final int MAY_HAVE_NULLS = 1;
    private static final int FIRST_INDEX = 1;

    private final BinaryFields fields = new BinaryFields();

    @FunctionalInterface
    private interface Field {
        void put(BinaryFields to, AnalyzedMessage row) throws StoreException;
    }

    private record Column(int element, int array, Field field) {

        static Column text(Field field) {
            return new Column(Oid.TEXT, Oid.TEXT_ARRAY, field);
        }

        static Column time(Field field) {
            return new Column(Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY, field);
        }
    }

    /** In the order of {@link BinaryRows#COLUMNS}. */
    private static final List<Column> COLUMNS = List.of(
            Column.text((to, row) -> to.putText("message_id", row.message().messageId())),
            Column.text((to, row) -> to.putText("bot_id", row.message().botId())),
            Column.text((to, row) -> to.putText("user_id", row.message().userId())),
            Column.text((to, row) -> to.putText("text", row.message().text())),
            Column.time((to, row) -> to.putTime(row.message().sentAtMicros())),
            Column.time((to, row) -> to.putTime(row.message().receivedAtMicros())),
            Column.text((to, row) ->
                    to.putText("nlp_status", row.analysis().status().label())),
            Column.text((to, row) -> to.putText("language", row.analysis().language())),
            Column.text((to, row) -> to.putText("sentiment", row.analysis().sentiment())),
            new Column(
                    Oid.FLOAT4,
                    Oid.FLOAT4_ARRAY,
                    (to, row) -> to.putReal(row.analysis().score())),
            Column.text((to, row) -> to.putText("nlp", row.analysis().json())));

    /**
     * Sets the statement's parameters, one for each column.
     *
     * @throws StoreException of kind {@code POISON} when a string is no Unicode text
     */
    void bind(PreparedStatement statement, List<AnalyzedMessage> batch) throws SQLException, StoreException {
        BaseConnection connection = statement.getConnection().unwrap(BaseConnection.class);
        fields.begin();
        int parameter = 1;
        for (Column column : COLUMNS) {
            statement.setArray(parameter++, new PgArray(connection, column.array(), array(column, batch)));
        }
    }

    private byte[] array(Column column, List<AnalyzedMessage> batch) throws StoreException {
        fields.clear();
        fields.putInt(DIMENSIONS);
        fields.putInt(MAY_HAVE_NULLS);
        fields.putInt(column.element());
        fields.putInt(batch.size());
        fields.putInt(FIRST_INDEX);
        for (AnalyzedMessage row : batch) {
            column.field().put(fields, row);
        }
        return Arrays.copyOf(fields.bytes(), fields.length());
    }
}
