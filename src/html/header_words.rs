//! What the lines of a message's header are called, as Outlook, Gmail, Apple Mail, Thunderbird and Notes write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::characters::{composed, is_unseen};

/// What a line of a header tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Sender,
    /// When it was sent, in a word that only mail has.
    Sent,
    /// When, in a word that memos have too.
    Date,
    Recipient,
    Subject,
}

/// Sender, sent, date, recipient, subject; several names are parted by bars. Programs mix languages, so the words of
/// all count together.
const WORDS: [[&str; 5]; 45] = [
    ["from", "sent|sent on", "date", "to", "subject"],
    ["von", "gesendet|gesendet am", "datum", "an", "betreff"],
    ["de", "envoyé|envoyé le|envoyé à", "date", "à|a", "objet|sujet"],
    ["de", "enviado|enviado el", "fecha", "para", "asunto"],
    ["da", "inviato|inviato il", "data", "a", "oggetto"],
    ["de", "enviado|enviada|enviada em|enviado em|enviado a", "data", "para", "assunto"],
    ["de", "enviat|enviat el", "data", "per a|a", "tema|assumpte"],
    ["de", "enviado|enviado o", "data", "para", "asunto"],
    ["nork|igorlea", "bidaltze-data|bidalia", "data", "nori|hartzailea", "gaia"],
    ["van", "verzonden|verzonden op", "datum", "aan", "onderwerp"],
    ["från", "skickat|skickat den", "datum", "till", "ämne"],
    ["fra", "sendt|sendt den", "dato", "til", "emne"],
    ["frá", "sent", "dags|dagsetning", "til|viðtakandi", "efni"],
    ["lähettäjä", "lähetetty", "päivämäärä|päiväys|pvm", "vastaanottaja", "aihe"],
    ["saatja|kellelt", "saadetud|saatmisaeg", "kuupäev", "adressaat|kellele|saaja", "teema"],
    ["no", "nosūtīts|nosūtīta", "datums", "kam", "tēma|temats"],
    ["nuo|siuntėjas", "išsiųsta|siųsta", "data", "kam|gavėjas", "tema"],
    ["od", "wysłano|wysłane", "data", "do", "temat"],
    ["od", "odesláno|odoslané", "datum|dátum", "komu|pro", "předmět|predmet"],
    ["od", "poslano|poslan", "datum", "za|prima|kome", "zadeva|predmet"],
    ["šalje|pošiljalac", "poslato|poslano", "datum", "za|prima", "tema|naslov"],
    ["од|шаље", "послато|испратено|пратено", "датум", "за|прима|до", "тема|наслов|предмет"],
    ["feladó", "elküldve", "dátum", "címzett", "tárgy"],
    ["de la", "trimis|expediat", "data|dată", "către", "subiect"],
    ["kimden|gönderen", "gönderildi|gönderilme tarihi|gönderme tarihi", "tarih", "kime|alıcı", "konu"],
    ["от", "отправлено|послано", "дата", "кому", "тема"],
    ["от", "изпратено", "дата", "до", "относно|тема"],
    ["від", "надіслано|відправлено", "дата", "кому|до", "тема"],
    ["ад|ад каго", "адпраўлена", "дата", "каму", "тэма"],
    ["από", "στάλθηκε|αποστολή", "ημερομηνία", "προς", "θέμα"],
    ["差出人|送信者|送信元", "送信日時", "日付|日時", "宛先|to", "件名"],
    ["发件人", "发送时间|发送日期|发送", "日期", "收件人", "主题"],
    ["寄件者|寄件人", "寄件日期|傳送時間|傳送日期", "日期", "收件者|收件人", "主旨"],
    ["보낸 사람|보낸사람", "보낸 날짜|보낸날짜", "날짜", "받는 사람|받는사람", "제목"],
    ["من", "تاريخ الإرسال|تم الإرسال|أرسلت", "التاريخ", "إلى", "الموضوع"],
    ["از", "ارسال شده|ارسال", "تاریخ", "به", "موضوع"],
    ["מאת", "נשלח|נשלח בתאריך", "תאריך", "אל", "נושא|הנדון"],
    ["प्रेषक|द्वारा", "भेजा गया|प्रेषित", "दिनांक", "प्रति|प्राप्तकर्ता", "विषय"],
    ["จาก", "ส่ง|ส่งเมื่อ", "วันที่", "ถึง", "เรื่อง|ชื่อเรื่อง"],
    ["từ|người gửi", "đã gửi|ngày gửi", "ngày", "đến|tới|người nhận", "chủ đề|tiêu đề"],
    ["dari", "dikirim|terkirim", "tanggal", "kepada|ke|untuk", "subjek|perihal|hal"],
    ["daripada", "dihantar", "tarikh", "kepada", "subjek|perkara"],
    ["nga", "dërguar", "data", "për|te", "subjekti|lënda"],
    ["kimdən", "göndərildi|göndərilib", "tarix", "kimə", "mövzu"],
    ["кімнен", "жіберілді", "күні", "кімге", "тақырып|тақырыбы"],
];

const FIELDS: [Field; 5] = [Field::Sender, Field::Sent, Field::Date, Field::Recipient, Field::Subject];

static BY_WORD: LazyLock<HashMap<&str, Field>> = LazyLock::new(|| {
    let of_language = |words: &[&'static str; 5]| words.iter().copied().zip(FIELDS).collect::<Vec<_>>();
    let named = WORDS.iter().flat_map(of_language);
    named.flat_map(|(words, field)| words.split('|').map(move |word| (word, field))).collect()
});

/// What the line with this label tells, where it is one of a header's.
pub(super) fn field(label: &str) -> Option<Field> {
    BY_WORD.get(plain(label).as_str()).copied()
}

/// What programs call a message that they hand on, in the words that stand above its header.
const FORWARDED: [&str; 22] = [
    "forward",
    "weitergeleitet",
    "réexpédi",
    "transféré",
    "transmis",
    "inoltrat",
    "reenviad",
    "reenviat",
    "reencaminhad",
    "encaminhad",
    "doorgestuurd",
    "vidarebefordra",
    "videresend",
    "välitetty",
    "przekazan",
    "přeposlan",
    "пересла",
    "转发",
    "轉寄",
    "転送",
    "전달",
    "iletilen",
];

/// Whether a line says that a message follows that was handed on.
pub(super) fn says_forwarded(text: &str) -> bool {
    // Longer lines are somebody's sentences.
    text.len() <= 160 && {
        let text = plain(text);
        FORWARDED.iter().any(|word| text.contains(word))
    }
}

/// Words in one form: in small letters, composed, without unseen marks and the marks that programs set them in bold with.
pub(super) fn plain(words: &str) -> String {
    let seen: String = words.chars().filter(|character| !is_unseen(*character)).collect();
    let words = seen.trim_matches(|c: char| c.is_whitespace() || c == '*');
    composed(&words.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_names_two_lines() {
        for (words, field) in WORDS.iter().flat_map(|words| words.iter().zip(FIELDS)) {
            for word in words.split('|') {
                assert_eq!(super::field(word), Some(field), "{word}");
                assert_eq!(plain(word), word);
            }
        }
    }

    #[test]
    fn a_label_is_known_however_its_letters_are_written() {
        for (written, meant) in [
            ("Envoye\u{301}", Field::Sent),
            ("A\u{300} ", Field::Recipient),
            ("Fra\u{30A}n", Field::Sender),
            ("A\u{308}mne", Field::Subject),
            ("\u{200F}מאת", Field::Sender),
            ("\u{200F}من\u{200F}", Field::Sender),
            ("**Von", Field::Sender),
            ("Tu\u{31B}\u{300}", Field::Sender),
            ("Chu\u{309} đe\u{302}\u{300}", Field::Subject),
            (
                "\u{1107}\u{1169}\u{1102}\u{1162}\u{11AB} \u{1102}\u{1161}\u{11AF}\u{110D}\u{1161}",
                Field::Sent,
            ),
            ("GÖNDERİLDİ", Field::Sent),
            ("إلى", Field::Recipient),
            ("ا\u{655}لى", Field::Recipient),
        ] {
            assert_eq!(field(written), Some(meant), "{written}");
        }
    }
}
