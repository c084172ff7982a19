package dev.chatanalytics.ops.sandbox.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.ops.sandbox.analysis.Sentiment.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentAnalyzerTest {

    private static final SentimentAnalyzer ANALYZER = new SentimentAnalyzer();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | I am so happy today                  | I'm NOT happy
            es | Esta comida es excelente              | No me gusta nada
            de | Das ist wirklich schön                | Ich mag das nicht
            fr | J'adore cette chanson                 | Je ne suis pas content
            it | Sono molto felice                     | Non sono felice
            pt | Gostei muito do livro                 | Eu não gostei do livro
            nl | Wat een leuk boek                     | Ik ben niet blij
            sv | Jag är så glad                        | Jag är inte glad
            pl | Jestem bardzo szczęśliwa              | Nie lubię deszczu
            ru | Мне очень нравится эта книга          | Мне не нравится эта книга
            uk | Мені дуже подобається ця книга        | Мені не подобається ця книга
            tr | Bugün çok mutluyum                    | Bu kitap iyi değil
            id | Saya sangat senang                    | Saya tidak suka hujan
            ja | この本が大好きです                      | この本は好きじゃない
            ko | 이 책이 정말 좋아요                     | 이 책은 좋지 않아요
            zh | 我很喜欢这本书                          | 這本書不好看
            fa | من خیلی خوشحالم                       | این کتاب خوب نیست
            hi | मैं बहुत खुश हूँ                            | यह किताब अच्छी नहीं है
            """)
    void shouldKnowGladFromCross(String language, String glad, String cross) {
        assertThat(label(glad, language)).as(glad).isEqualTo(Label.POSITIVE);
        assertThat(label(cross, language)).as(cross).isEqualTo(Label.NEGATIVE);
    }

    @Test
    void shouldWeakenWhatIsTurned() {
        assertThat(score("not bad")).isPositive().isLessThan(score("good"));
        assertThat(score("not happy")).isNegative().isGreaterThan(score("unhappy"));
    }

    @Test
    void shouldWeighByDegree() {
        assertThat(score("very good")).isGreaterThan(score("good")).isLessThan(score("very good and very beautiful"));
        assertThat(score("slightly annoyed")).isNegative().isGreaterThan(score("annoyed"));
    }

    @Test
    void shouldNotCarryNotOverTheEndOfAClause() {
        assertThat(score("No, I love it")).isPositive();
        assertThat(score("I would not say that. Wonderful!")).isPositive();
    }

    @Test
    void shouldCountWhatComesAfterBut() {
        assertThat(score("The soup was good but the fish was bad")).isNegative();
        assertThat(score("The soup was bad but the fish was good")).isPositive();
    }

    @Test
    void shouldReadEmojiInAnyLanguage() {
        assertThat(label("வணக்கம் 😀", "ta")).isEqualTo(Label.POSITIVE);
        assertThat(label("see you :(", "en")).isEqualTo(Label.NEGATIVE);
        assertThat(label("❤️", Detection.UNDETERMINED)).isEqualTo(Label.POSITIVE);
        assertThat(label("https://example.org/:(", "en")).isEqualTo(Label.NEUTRAL);
    }

    @Test
    void shouldSayWhenItDoesNotKnow() {
        assertThat(ANALYZER.analyze("வணக்கம்", "ta")).isEqualTo(Sentiment.UNKNOWN);
        assertThat(ANALYZER.analyze("hm", Detection.UNDETERMINED)).isEqualTo(Sentiment.UNKNOWN);
        assertThat(ANALYZER.analyze("The table has four legs", "en")).isEqualTo(new Sentiment(Label.NEUTRAL, 0));
    }

    @Test
    void shouldStayBetweenMinusOneAndOne() {
        assertThat(score("terrible ".repeat(8000))).isBetween(-1.0, -0.9);
        assertThat(score("excellent ".repeat(8000))).isBetween(0.9, 1.0);
    }

    private static Label label(String text, String language) {
        return ANALYZER.analyze(text, language).label();
    }

    private static double score(String text) {
        return ANALYZER.analyze(text, "en").score();
    }
}
