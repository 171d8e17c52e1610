//! The language of a text, if it is certainly not English.
//!
//! Trigrams of letters distinguish languages (Cavnar and Trenkle 1994, as `whatlang` counts them); English function words
//! guard against mistakes, since the letters of a list of foreign names in an English report look foreign.

use whatlang::Lang;

/// A language that is not English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// Its English name.
    pub name: &'static str,
}

/// How much of a text is examined.
const READ: usize = 6000;

/// The fewest letters by which a language is recognised.
const LEAST_LETTERS: usize = 120;

/// In a text of another language at most one in this many words is an English function word; in English one of three
/// or four is.
const RARE: usize = 14;

/// English function words that hardly any other language has.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "that", "was", "were", "with", "from", "which", "by", "their", "has", "had", "said",
    "who", "been", "this", "have", "they", "his", "her", "after", "are", "is",
];

/// The language of a text that is certainly not English; none for a text too short or too mixed to decide.
#[must_use]
pub fn foreign(text: &str) -> Option<Foreign> {
    let text = &text[..text.floor_char_boundary(READ)];
    if text.chars().filter(|letter| letter.is_alphabetic()).take(LEAST_LETTERS).count() < LEAST_LETTERS {
        return None;
    }
    // Bytes that are not text have no language, whatever their letters suggest.
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let marks = text.chars().filter(|letter| !letter.is_whitespace()).count();
    if letters * 10 < marks * 7 {
        return None;
    }
    let words = || text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let english = words().filter(|word| ENGLISH.iter().any(|known| word.eq_ignore_ascii_case(known))).count();
    if english * RARE > words().count() {
        return None;
    }
    let found = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    let lang = found.lang();
    (lang != Lang::Eng).then(|| Foreign { tag: tag(lang), name: lang.eng_name() })
}

/// The shortest tag of a language: two letters if ISO 639-1 has them.
fn tag(lang: Lang) -> &'static str {
    TAGS.iter().find(|(code, _)| *code == lang.code()).map_or(lang.code(), |(_, tag)| tag)
}

/// ISO 639-3 and ISO 639-1.
const TAGS: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_other_languages_are_known_and_english_ones_are_not_taken_for_them() {
        for (text, expected) in [
            (
                "Bei einem Brand in einer Lagerhalle am Hafen sind in der Nacht zum Dienstag zwei Menschen ums Leben \
                 gekommen. Die Feuerwehr war mit mehr als hundert Kräften im Einsatz, teilte die Polizei mit.",
                Some("de"),
            ),
            (
                "Deux personnes sont mortes dans l'incendie d'un entrepôt du port dans la nuit de lundi à mardi. Plus de \
                 cent pompiers ont été mobilisés, a indiqué la préfecture, qui a ouvert une enquête sur les causes.",
                Some("fr"),
            ),
            (
                "Dos personas murieron en el incendio de un almacén del puerto en la noche del lunes. Más de cien bomberos \
                 trabajaron en la zona, según informó la policía, que investiga las causas del siniestro.",
                Some("es"),
            ),
            (
                "В результате пожара на складе в порту в ночь на вторник погибли два человека. По словам полиции, в тушении \
                 участвовали более ста пожарных, причины происшествия устанавливаются следователями.",
                Some("ru"),
            ),
            (
                "Two people died in a fire at a warehouse in the harbour on Monday night. More than a hundred firefighters \
                 were called out, said the police, who are looking into what caused the blaze.",
                None,
            ),
            (
                "Among the dead were Jürgen Großmann, Grzegorz Brzęczyszczykiewicz, Đorđe Đurić, Nguyễn Văn Thiệu and \
                 Þórður Guðmundsson, the embassy said in a list that was released by the ministry on Friday.",
                None,
            ),
            (
                "Ð¿?*ý~ÿâ†9ø}k#ÙæÂ§o{ëÖ<Žv|û]¤Ì%ç=w^é¬ñ;ò&µ~Ýø!d3Ï·îÆ+Ûz(Ã)êq¿4Î£¨tÒ¥à@7Ø[Ë]rß$N°M²L³K´6j¹5»i¼h½g¾f¡e¢D¤C¦B§A",
                None,
            ),
            ("Feuer im Hafen", None),
            ("12 34 56 78 90 12 34 56 78 90 12 34 56 78 90", None),
            ("", None),
        ] {
            assert_eq!(foreign(text).map(|found| found.tag), expected, "{text}");
        }
    }

    #[test]
    fn each_language_has_a_tag_of_its_own() {
        let mut tags: Vec<&str> = TAGS.iter().map(|(_, tag)| *tag).collect();
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), TAGS.len());
        assert_eq!([tag(Lang::Deu), tag(Lang::Cmn), tag(Lang::Pes)], ["de", "zh", "fa"]);
    }
}
