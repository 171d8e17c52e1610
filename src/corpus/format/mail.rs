//! Mail: a message or a mailbox (mbox), one report per mail; and pages saved as MHTML, which have the format of mails.
//!
//! Quotations of an earlier mail belong to that mail: they are left out, and reported.

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders, PartType};

use super::{Document, Found, Settings, html};
use crate::corpus::metadata::Metadata;
use crate::text::{Published, PublishedBasis};

/// How many mails of a mailbox are read.
const MAILS: usize = 100_000;

/// Reads one mail, or a page saved as one.
#[must_use]
pub fn read(bytes: &[u8], settings: &Settings) -> Found {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return Found::remark("it is not a readable mail; it was left out".to_owned());
    };
    saved_page(&message, settings).unwrap_or_else(|| of_message(&message, settings))
}

/// Reads a mailbox.
#[must_use]
pub fn read_mailbox(bytes: &[u8], settings: &Settings) -> Found {
    let mut found = Found::default();
    for (mail, number) in MessageIterator::new(bytes).take(MAILS).zip(1_usize..) {
        let read = mail.ok().and_then(|mail| {
            MessageParser::default().parse(mail.contents()).map(|message| of_message(&message, settings))
        });
        match read {
            Some(mut one) => {
                for document in &mut one.documents {
                    document.place = Some(number.to_string());
                }
                found.documents.append(&mut one.documents);
                found.remarks.extend(
                    one.remarks.into_iter().map(|(line, remark)| (line, format!("mail {number}: {remark}"))),
                );
            }
            None => found.remarks.push((None, format!("mail {number} cannot be read; it was left out"))),
        }
    }
    if found.documents.is_empty() && found.remarks.is_empty() {
        return Found::remark("it is a mailbox without mails".to_owned());
    }
    found
}

/// The page of an MHTML file: the first part that is markup.
fn saved_page(message: &Message<'_>, settings: &Settings) -> Option<Found> {
    let text = |name: &'static str| message.header(name).and_then(HeaderValue::as_text).map(str::to_owned);
    let related = message.content_type().is_some_and(|kind| kind.subtype() == Some("related"));
    let snapshot = text("Snapshot-Content-Location");
    let by_browser = snapshot.is_some()
        || (related
            && message.from().and_then(Address::first).is_some_and(|from| {
                let said = from.name().or(from.address()).unwrap_or_default();
                said.contains("Saved by")
            }));
    if !by_browser {
        return None;
    }
    let part = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)))?;
    let PartType::Html(markup) = &part.body else { return None };
    let address = snapshot.or_else(|| part.content_location().map(str::to_owned));
    Some(html::read(markup.as_bytes().to_vec(), address.as_deref(), settings))
}

fn of_message(message: &Message<'_>, settings: &Settings) -> Found {
    let mut found = Found::default();
    let (text, quoted) = without_quotations(&body(message, settings));
    if quoted > 0 {
        found.remarks.push((None, format!("{quoted} lines quoted from earlier mails were left out")));
    }
    let attachments = message.attachment_count();
    if attachments > 0 {
        found.remarks.push((None, format!("{attachments} attachments were left out")));
    }
    let from = message.from().and_then(Address::first);
    let name =
        from.and_then(|from| from.name()).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let address = from.and_then(|from| from.address()).map(str::to_owned);
    let moment = message.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_rfc3339);
    let published = moment.and_then(|text| crate::corpus::published(&text, PublishedBasis::Metadata).ok());
    let metadata = Metadata {
        key: message.message_id().map(str::to_owned),
        source: name.clone().or(address),
        title: message.subject().map(|subject| subject.split_whitespace().collect::<Vec<_>>().join(" ")),
        author: name,
        published: published.map(|published| Published { basis: PublishedBasis::Metadata, ..published }),
        ..Metadata::default()
    };
    found.documents.push(Document { metadata, text, ..Document::default() });
    found
}

/// The words of a mail: its plain text, else its markup without tags.
fn body(message: &Message<'_>, settings: &Settings) -> String {
    let plain = message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.replace("\r\n", "\n")),
        _ => None,
    });
    let marked = || {
        message.html_bodies().find_map(|part| match &part.body {
            PartType::Html(markup) => html::text_of_piece(markup, settings),
            _ => None,
        })
    };
    plain.filter(|text| !text.trim().is_empty()).or_else(marked).unwrap_or_default()
}

/// The text without quoted lines and the line that introduces them, and how many there were.
fn without_quotations(text: &str) -> (String, usize) {
    let lines: Vec<&str> = text.lines().collect();
    let quoted = |at: usize| lines.get(at).is_some_and(|line| line.starts_with('>'));
    let announces = |at: usize| {
        let line = lines.get(at).map_or("", |line| line.trim());
        let next = (at + 1..lines.len()).find(|next| !lines[*next].trim().is_empty());
        line.ends_with(':') && line.len() < 200 && next.is_some_and(quoted)
    };
    let mut left = 0;
    let mut out = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        if quoted(at) || announces(at) {
            left += 1;
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    (out.trim().to_owned(), left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_gives_author_date_and_text_without_quotations() {
        let mail = "From: Dana Orr <dana@example.org>\r\nTo: desk@example.org\r\nSubject: =?utf-8?q?F=C3=A4hre?= sinks\r\n\
            Date: Tue, 04 May 2021 23:30:00 -0500\r\nMessage-ID: <1@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\
            \r\nThe ferry sank.\r\n\r\nOn Monday, Lee wrote:\r\n> It floats.\r\n> Really.\r\n";
        let found = read(mail.as_bytes(), &Settings::default());
        let [document] = &found.documents[..] else { panic!("one report: {:?}", found.remarks) };
        assert_eq!(document.text, "The ferry sank.");
        assert_eq!(document.metadata.title.as_deref(), Some("Fähre sinks"));
        assert_eq!(document.metadata.source.as_deref(), Some("Dana Orr"));
        let published = document.metadata.published.as_ref().map(|published| &*published.edtf);
        assert_eq!(published, Some("2021-05-04T23:30:00-05:00"));
        assert!(
            found.remarks.iter().any(|(_, remark)| remark.starts_with("3 lines quoted")),
            "{:?}",
            found.remarks
        );
    }

    #[test]
    fn a_mailbox_gives_a_report_a_mail() {
        let mailbox = "From a@example.org Tue May  4 10:00:00 2021\nFrom: A <a@example.org>\nSubject: One\n\nFirst.\n\n\
            From b@example.org Tue May  4 11:00:00 2021\nFrom: B <b@example.org>\nSubject: Two\n\n>From the start.\n";
        let found = read_mailbox(mailbox.as_bytes(), &Settings::default());
        let titles: Vec<_> = found.documents.iter().filter_map(|one| one.metadata.title.as_deref()).collect();
        assert_eq!(titles, ["One", "Two"]);
    }

    #[test]
    fn a_page_saved_by_a_browser_is_a_page() {
        let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/ferry\r\nSubject: Ferry\r\n\
            MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\n\
            Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
            Content-Location: https://example.org/ferry\r\n\r\n<html><head><title>Ferry sinks</title></head><body>\
            <article><p>The ferry sank off Portsea on Monday, and three of its crew are missing.</p></article></body></html>\r\n--b--\r\n";
        let found = read(page.as_bytes(), &Settings::default());
        let [document] = &found.documents[..] else { panic!("one report: {:?}", found.remarks) };
        assert!(document.text.starts_with("The ferry sank off Portsea"), "{}", document.text);
        assert_eq!(document.metadata.url.as_deref(), Some("https://example.org/ferry"));
        assert_eq!(document.metadata.title.as_deref(), Some("Ferry sinks"));
    }
}
