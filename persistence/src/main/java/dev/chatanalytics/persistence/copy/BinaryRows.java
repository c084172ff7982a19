package dev.chatanalytics.persistence.copy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.port.StoreException;

/**
 * Rows in PostgreSQL's binary COPY format, gathered in one buffer that is used again. Used by one thread.
 *
 * <p>The format (PostgreSQL documentation, COPY): a header; for each row the number of fields, then each field; a
 * trailer.
 */
public final class BinaryRows {

    /** The columns in the order in which {@link #add} writes them; {@code stored_at} is left to its default. */
    static final String COLUMNS = "message_id, bot_id, user_id, text, sent_at, received_at, nlp_status, language,"
            + " sentiment, sentiment_score, nlp";

    private static final short FIELDS = 11;
    private static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short END = -1;

    private final BinaryFields fields = new BinaryFields();

    /** Begins with nothing but the header. */
    public void begin() {
        fields.begin();
        fields.putBytes(HEADER);
    }

    /**
     * Adds one row.
     *
     * @throws StoreException of kind {@code POISON} when one of its strings is no Unicode text
     */
    public void add(AnalyzedMessage row) throws StoreException {
        Message message = row.message();
        NlpAnalysis analysis = row.analysis();
        fields.putShort(FIELDS);
        fields.putText("message_id", message.messageId());
        fields.putText("bot_id", message.botId());
        fields.putText("user_id", message.userId());
        fields.putText("text", message.text());
        fields.putTime(message.sentAtMicros());
        fields.putTime(message.receivedAtMicros());
        fields.putText("nlp_status", analysis.status().label());
        fields.putText("language", analysis.language());
        fields.putText("sentiment", analysis.sentiment());
        fields.putReal(analysis.score());
        fields.putJsonb("nlp", analysis.json());
    }

    /** Adds the trailer: no row follows. */
    public void end() {
        fields.putShort(END);
    }

    /** Where the bytes are, from 0 to {@link #length()}. */
    byte[] bytes() {
        return fields.bytes();
    }

    /** How many bytes there are that have not been sent. */
    public int length() {
        return fields.length();
    }

    /** Forgets the bytes, which have been sent. */
    void sent() {
        fields.clear();
    }
}
