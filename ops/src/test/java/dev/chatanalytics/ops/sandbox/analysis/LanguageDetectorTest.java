package dev.chatanalytics.ops.sandbox.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {

    private static final LanguageDetector DETECTOR = new LanguageDetector();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Could you tell me when the next train leaves?
            es | ¿Dónde puedo comprar un billete para mañana?
            de | Wann fährt der nächste Zug nach Hamburg ab?
            fr | Je voudrais savoir à quelle heure part le train
            it | Vorrei sapere a che ora parte il prossimo treno
            pt | Você pode me dizer que horas sai o próximo trem?
            nl | Kun je me vertellen hoe laat de trein vertrekt?
            sv | Kan du säga mig när nästa tåg går till Malmö?
            da | Kan du sige mig, hvornår det næste tog kører til Odense?
            fi | Voisitko kertoa minulle, milloin seuraava juna lähtee?
            pl | Czy możesz mi powiedzieć, o której odjeżdża pociąg?
            cs | Můžete mi říct, kdy odjíždí příští vlak do Brna?
            ro | Îmi puteți spune când pleacă următorul tren?
            hu | Meg tudná mondani, mikor indul a következő vonat?
            tr | Bir sonraki trenin ne zaman kalktığını söyler misin?
            id | Bisakah kamu memberi tahu saya kapan kereta berangkat?
            vi | Bạn có thể cho tôi biết khi nào tàu chạy không?
            hi | kya aap mujhe bata sakte hain ki train kab jayegi
            ru | Подскажите, пожалуйста, когда отходит поезд?
            uk | Підкажіть, будь ласка, коли відправляється потяг?
            fa | می‌توانید به من بگویید قطار چه ساعتی حرکت می‌کند؟
            ar | هل يمكنك أن تخبرني متى يغادر القطار إلى المدينة؟
            ur | کیا آپ مجھے بتا سکتے ہیں کہ ٹرین کب چلے گی؟
            hi | क्या आप मुझे बता सकते हैं कि ट्रेन कब जाएगी?
            mr | पुढची गाडी कधी सुटणार आहे ते तुम्ही सांगाल का?
            """)
    void shouldTellLanguagesOfOneScriptApart(String language, String text) {
        assertThat(DETECTOR.detect(text).language()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({
        "ko, 네",
        "ja, 電車はいつ出ますか",
        "ja, ラーメン",
        "zh, 火车几点开",
        "zh, 火車幾點開",
        "he, שלום",
        "th, สวัสดี",
        "bn, কেমন আছো",
        "ta, வணக்கம்",
        "te, నమస్కారం",
        "or, ନମସ୍କାର",
        "el, καλημέρα"
    })
    void shouldBeSureWhereTheScriptSaysAll(String language, String text) {
        assertThat(DETECTOR.detect(text)).isEqualTo(new Detection(language, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12:30", "?!", "😀", "ok", "Xyz", "Paris", "\uD800", "ⵣⵣⵣ ⵣⵣⵣ ⵣⵣⵣ"})
    void shouldNotGuess(String text) {
        assertThat(DETECTOR.detect(text).language()).isEqualTo(Detection.UNDETERMINED);
    }

    @Test
    void shouldGoByTheScriptThatWeighsMost() {
        assertThat(DETECTOR.detect("HAL 是好的").language()).isEqualTo("zh");
        assertThat(DETECTOR.detect("The sign says 出口 and I wonder what it means")
                        .language())
                .isEqualTo("en");
    }

    @Test
    void shouldSayTheSameOnManyThreads() {
        List<String> texts = Collections.nCopies(200, "Ich weiß nicht, was soll es bedeuten");
        assertThat(texts.parallelStream().map(DETECTOR::detect).collect(Collectors.toSet()))
                .hasSize(1);
    }
}
