//! `$filter` on extended properties, turned into a condition on rows.
//!
//! ```text
//! filter    = term *( " or " term )
//! term      = factor *( " and " factor )
//! factor    = "(" filter ")" / any
//! any       = "singleValueExtendedProperties/Any(" v ": " v "/id eq " string " and " test ")"
//! test      = v "/value " ( "eq" / "ne" ) " " ( string / "null" )
//!           / ( "contains" / "startswith" ) "(" v "/value," string ")"
//! ```

use thiserror::Error;

use crate::mailbox::property::PropertyId;
use crate::mailbox::store::Condition;

/// The filter is none that the service supports.
#[derive(Debug, Error)]
#[error("The filter is not supported at '{0}'. Filters on extended properties need an id and a value.")]
pub struct InvalidFilter(String);

/// Reads a filter.
pub fn parse(filter: &str) -> Result<Condition, InvalidFilter> {
    let mut parser = Parser { words: words(filter)?, at: 0 };
    let condition = parser.filter()?;
    parser.end()?;
    Ok(condition)
}

/// Reads the ids out of `id eq 'A' or id eq 'B'`, the filter within `$expand`.
pub fn parse_ids(filter: &str) -> Result<Vec<String>, InvalidFilter> {
    let mut parser = Parser { words: words(filter)?, at: 0 };
    let mut ids = Vec::new();
    loop {
        parser.expect("id")?;
        parser.expect("eq")?;
        ids.push(parser.string()?);
        if !parser.accept("or") {
            parser.end()?;
            return Ok(ids);
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Word {
    /// A name, an operator, or one of `( ) , :`.
    Plain(String),
    /// A literal in quotes.
    Literal(String),
}

fn words(filter: &str) -> Result<Vec<Word>, InvalidFilter> {
    let mut words = Vec::new();
    let mut characters = filter.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            ' ' => {}
            '(' | ')' | ',' | ':' => words.push(Word::Plain(character.to_string())),
            '\'' => {
                let mut literal = String::new();
                loop {
                    match characters.next() {
                        Some('\'') if characters.next_if_eq(&'\'').is_some() => literal.push('\''),
                        Some('\'') => break,
                        Some(other) => literal.push(other),
                        None => return Err(InvalidFilter(literal)),
                    }
                }
                words.push(Word::Literal(literal));
            }
            first => {
                let mut name = first.to_string();
                while let Some(next) = characters.next_if(|next| !" (),:'".contains(*next)) {
                    name.push(next);
                }
                words.push(Word::Plain(name));
            }
        }
    }
    Ok(words)
}

struct Parser {
    words: Vec<Word>,
    at: usize,
}

impl Parser {
    fn filter(&mut self) -> Result<Condition, InvalidFilter> {
        self.joined("or", |parser| parser.joined("and", Self::factor))
    }

    fn joined(
        &mut self,
        operator: &str,
        operand: impl Fn(&mut Self) -> Result<Condition, InvalidFilter>,
    ) -> Result<Condition, InvalidFilter> {
        let mut all = operand(self)?;
        while self.accept(operator) {
            let next = operand(self)?;
            all.sql = format!("({} {operator} {})", all.sql, next.sql);
            all.parameters.extend(next.parameters);
        }
        Ok(all)
    }

    fn factor(&mut self) -> Result<Condition, InvalidFilter> {
        if self.accept("(") {
            let inner = self.filter()?;
            self.expect(")")?;
            return Ok(inner);
        }
        self.expect("singleValueExtendedProperties/any")?;
        self.expect("(")?;
        let variable = self.name()?;
        self.expect(":")?;
        self.expect(&format!("{variable}/id"))?;
        self.expect("eq")?;
        let id = self.string()?;
        let id = PropertyId::parse(&id).map_err(|_| InvalidFilter(id))?;
        self.expect("and")?;
        let test = self.test(&format!("{variable}/value"))?;
        self.expect(")")?;
        let mut parameters = vec![id.as_str().to_owned()];
        parameters.extend(test.parameters);
        let sql =
            format!("EXISTS (SELECT 1 FROM json_each(properties) WHERE json_each.key = ? AND {})", test.sql);
        Ok(Condition { sql, parameters })
    }

    /// Values are compared ignoring case, as Exchange does.
    fn test(&mut self, value: &str) -> Result<Condition, InvalidFilter> {
        for (function, sql) in [
            ("contains", "instr(lower(json_each.value), lower(?)) > 0"),
            ("startswith", "instr(lower(json_each.value), lower(?)) = 1"),
        ] {
            if self.accept(function) {
                self.expect("(")?;
                self.expect(value)?;
                self.expect(",")?;
                let text = self.string()?;
                self.expect(")")?;
                return Ok(Condition { sql: sql.to_owned(), parameters: vec![text] });
            }
        }
        self.expect(value)?;
        let equal = self.accept("eq");
        if !equal {
            self.expect("ne")?;
        }
        if self.accept("null") {
            let sql = if equal { "json_each.value IS NULL" } else { "json_each.value IS NOT NULL" };
            return Ok(Condition { sql: sql.to_owned(), parameters: Vec::new() });
        }
        let operator = if equal { "=" } else { "<>" };
        let sql = format!("json_each.value {operator} ? COLLATE NOCASE");
        Ok(Condition { sql, parameters: vec![self.string()?] })
    }

    fn accept(&mut self, wanted: &str) -> bool {
        let found =
            matches!(self.words.get(self.at), Some(Word::Plain(word)) if word.eq_ignore_ascii_case(wanted));
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: &str) -> Result<(), InvalidFilter> {
        if self.accept(wanted) { Ok(()) } else { Err(self.invalid()) }
    }

    fn name(&mut self) -> Result<String, InvalidFilter> {
        match self.words.get(self.at) {
            Some(Word::Plain(name)) => {
                self.at += 1;
                Ok(name.clone())
            }
            _ => Err(self.invalid()),
        }
    }

    fn string(&mut self) -> Result<String, InvalidFilter> {
        match self.words.get(self.at) {
            Some(Word::Literal(literal)) => {
                self.at += 1;
                Ok(literal.clone())
            }
            _ => Err(self.invalid()),
        }
    }

    fn end(&self) -> Result<(), InvalidFilter> {
        if self.at == self.words.len() { Ok(()) } else { Err(self.invalid()) }
    }

    fn invalid(&self) -> InvalidFilter {
        match self.words.get(self.at) {
            Some(Word::Plain(word)) => InvalidFilter(word.clone()),
            Some(Word::Literal(literal)) => InvalidFilter(format!("'{literal}'")),
            None => InvalidFilter("end".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: &str = "singleValueExtendedProperties/Any(ep: ep/id eq 'String {00020329-0000-0000-C000-000000000046} Name cecp-x' and ep/value ne null)";

    #[test]
    fn the_documented_filter_is_understood() {
        let condition = parse(TAG).unwrap();
        assert_eq!(condition.parameters, ["String {00020329-0000-0000-c000-000000000046} Name cecp-x"]);
    }

    #[test]
    fn filters_can_be_combined() {
        let both = parse(&format!("({TAG}) or {TAG}")).unwrap();
        assert_eq!(both.parameters.len(), 2);
    }

    #[test]
    fn a_value_without_an_id_is_refused() {
        assert!(parse("singleValueExtendedProperties/Any(ep: ep/value ne null)").is_err());
        assert!(parse("isOrganizer eq true").is_err());
        assert!(parse(&format!("{TAG} {TAG}")).is_err());
    }

    #[test]
    fn an_expansion_names_its_ids() {
        assert_eq!(parse_ids("id eq 'A' or id eq 'it''s'").unwrap(), ["A", "it's"]);
        assert!(parse_ids("id ne 'A'").is_err());
    }
}
