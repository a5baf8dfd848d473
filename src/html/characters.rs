//! Decimal digits of every script, what stands between digits, and characters that nobody sees.

/// The zeros of the scripts with decimal digits (Unicode category Nd), each followed by its one to nine.
const ZEROS: [u32; 65] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0,
    0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50,
    0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140,
    0x1E2F0, 0x1E950, 0x1FBF0,
];

/// The ASCII digit that a decimal digit of any script stands for.
pub(crate) fn digit(character: char) -> Option<char> {
    if character.is_ascii() {
        return character.is_ascii_digit().then_some(character);
    }
    let code = u32::from(character);
    let zero = ZEROS.partition_point(|zero| *zero <= code).checked_sub(1).and_then(|at| ZEROS.get(at))?;
    char::from_digit(code - zero, 10)
}

/// Whether a character shows nothing: marks of direction (UAX #9), soft hyphens, joiners and spaces without width.
pub(crate) fn is_unseen(character: char) -> bool {
    is_mark(character) || matches!(character, '\u{200C}' | '\u{200D}')
}

/// Whether a character shows nothing and no script needs it to write its words.
pub(crate) fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// Whether a character is a hyphen as people and programs put it between digits.
pub(crate) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Whether a character is the colon behind a label.
pub(crate) fn is_colon(character: char) -> bool {
    matches!(character, ':' | '：' | '\u{2236}' | '\u{FE55}')
}

/// The text without marks that show nothing: they are neither read nor written.
pub(crate) fn without_marks(text: &str) -> String {
    text.chars().filter(|character| !is_mark(*character)).collect()
}

/// What letters with a mark are composed of: the mark, then letters without it and with it in turn.
const COMPOSED: [(char, &str); 16] = [
    ('\u{300}', "aàeèiìoòuùâầêềôồơờưừ"),
    ('\u{301}', "aáeéiíoóuúyýâấêếôốơớưứcćsśzźnńαάεέηήιίοόυύωώ"),
    ('\u{302}', "aâeêiîoôuûạậẹệọộ"),
    ('\u{303}', "aãnñoõiĩuũâẫêễôỗơỡưữ"),
    ('\u{304}', "aāeēiīuūoō"),
    ('\u{306}', "aăgğuŭийуў"),
    // A small i has its dot.
    ('\u{307}', "iizżeėcċ"),
    ('\u{308}', "aäeëiïoöuüіїеё"),
    ('\u{309}', "aảeẻiỉoỏuủâẩêểôổơởưử"),
    ('\u{30A}', "aåuů"),
    ('\u{30B}', "oőuű"),
    ('\u{30C}', "cčsšzžeěrřnňdďtť"),
    ('\u{31B}', "oơuư"),
    ('\u{323}', "aạeẹiịoọuụâậêệôộơợưự"),
    ('\u{327}', "cçsşgģkķlļnņ"),
    ('\u{328}', "aąeęuųiį"),
];

/// Marks behind letters of other scripts, and the letters with them.
const COMPOSED_ELSEWHERE: [(char, char, char); 5] = [
    ('s', '\u{326}', 'ș'),
    ('t', '\u{326}', 'ț'),
    ('ا', '\u{654}', 'أ'),
    ('ا', '\u{655}', 'إ'),
    ('ا', '\u{653}', 'آ'),
];

/// A text in small letters as people type it: programs of Apple's write letters and their marks one by one (Unicode
/// normal form D). What no label has is left.
pub(crate) fn composed(text: &str) -> String {
    let mut composed = String::with_capacity(text.len());
    for character in text.chars() {
        match composed.chars().next_back().and_then(|last| compose(last, character)) {
            Some(both) => {
                composed.pop();
                composed.push(both);
            }
            None => composed.push(character),
        }
    }
    composed
}

fn compose(letter: char, mark: char) -> Option<char> {
    if mark.is_ascii() {
        return None;
    }
    let elsewhere = || {
        let found = COMPOSED_ELSEWHERE.iter().find(|(one, other, _)| (*one, *other) == (letter, mark));
        found.map(|(_, _, both)| *both)
    };
    let Some((_, pairs)) = COMPOSED.iter().find(|(known, _)| *known == mark) else {
        return elsewhere().or_else(|| syllable(letter, mark));
    };
    let mut pairs = pairs.chars();
    while let (Some(bare), Some(marked)) = (pairs.next(), pairs.next()) {
        if bare == letter {
            return Some(marked);
        }
    }
    None
}

/// The Hangul syllable of two parts (Unicode, 3.12).
fn syllable(letter: char, part: char) -> Option<char> {
    let (letter, part) = (u32::from(letter), u32::from(part));
    let code = match (letter, part) {
        (0x1100..=0x1112, 0x1161..=0x1175) => 0xAC00 + ((letter - 0x1100) * 21 + part - 0x1161) * 28,
        (0xAC00..=0xD7A3, 0x11A8..=0x11C2) if (letter - 0xAC00).is_multiple_of(28) => letter + part - 0x11A7,
        _ => return None,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_stand_for_ascii_digits() {
        for shown in
            ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９", "𝟬𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟴𝟵"]
        {
            let read: String = shown.chars().filter_map(digit).collect();
            assert_eq!(read, "0123456789", "{shown}");
        }
        for other in ['a', '²', '½', 'Ⅷ', '五', '\u{66A}', '\u{65F}', '\u{200F}'] {
            assert_eq!(digit(other), None, "{other}");
        }
        assert!(ZEROS.is_sorted());
    }
}
