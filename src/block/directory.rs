//! Which link is the page of all local numbers, and which one the organizer's own.

use crate::html::Link;
use crate::link::{JoinUrl, LinkKind, TEAMS, is_on, kind, original_url, split_host};

use super::invitation::PhoneAccess;
use super::service::{Provider, join_link};

/// "Number" as the labels of such pages say it, in the languages of the services.
const NUMBER: [&str; 29] = [
    "number",
    "nummer",
    "numéro",
    "numero",
    "número",
    "numer",
    "numar",
    "număr",
    "nomor",
    "nombor",
    "zenbaki",
    "číslo",
    "čísla",
    "broj",
    "števil",
    "szám",
    "skaič",
    "numur",
    "номер",
    "αριθμ",
    "番号",
    "号码",
    "號碼",
    "번호",
    "מספר",
    "أرقام",
    "رقم",
    "หมายเลข",
    "नंबर",
];

/// What addresses of such pages say.
const IN_ADDRESSES: [&str; 8] =
    ["dial", "number", "numero", "nummer", "phone", "pstn", "telefon", "telephone"];

/// Whether a link at the place of the directory is it. `join_url` is the block's, `known` the organizer's dial-in data.
pub(crate) fn is_directory(
    provider: Provider,
    join_url: &JoinUrl,
    link: &Link,
    known: Option<&PhoneAccess>,
) -> bool {
    let target = original_url(&link.href);
    let page = |url: &str| url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/').to_owned();
    let is_known = known
        .and_then(|known| known.directory_url.as_deref())
        .is_some_and(|known| page(known).eq_ignore_ascii_case(&page(&target)));
    if is_known {
        return true;
    }
    if join_link(&target, &[]).is_some() {
        return false;
    }
    let (origin, path) = split_host(&target);
    let host = origin.split("//").nth(1).unwrap_or_default().to_ascii_lowercase();
    let says_number = is_label_of_numbers(link);
    match kind(&target) {
        LinkKind::Directory => {
            says_number
                || path.to_ascii_lowercase().starts_with("/dialin")
                || is_of_same_domain(&host, &join_url.host())
                || TEAMS.iter().any(|teams| is_on(&host, teams))
        }
        LinkKind::Other => {
            let first = path.split(['/', '?', '#']).find(|part| !part.is_empty()).unwrap_or_default();
            let address = format!("{host}/{}", first.to_ascii_lowercase());
            says_number
                || IN_ADDRESSES.iter().any(|word| address.contains(word))
                || provider == Provider::Hosted && host == join_url.host()
        }
        _ => false,
    }
}

/// Whether words in the place of the address tell of numbers; one that names a certain number is another's.
fn is_label_of_numbers(link: &Link) -> bool {
    let label = link.text.to_lowercase();
    let is_address = label.contains("://");
    !is_address
        && !label.contains(|character: char| character.is_ascii_digit())
        && NUMBER.iter().any(|word| label.contains(word))
}

/// Whether two hosts belong to the same organization, as far as their last two labels tell.
fn is_of_same_domain(one: &str, other: &str) -> bool {
    let domain = |host: &str| {
        let mut labels = host.split(':').next().unwrap_or_default().rsplit('.');
        labels.next().zip(labels.next()).map(|(top, name)| format!("{name}.{top}"))
    };
    domain(one).is_some_and(|one| domain(other) == Some(one))
}
